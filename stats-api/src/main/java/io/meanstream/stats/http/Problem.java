package io.meanstream.stats.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** An error as RFC 9457 describes it. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(description = "A problem document (RFC 9457)")
public record Problem(
    @Schema(
            description = "What kind of problem this is; about:blank where the status says it all",
            examples = "urn:meanstream:problem:bad-parameter",
            required = true)
        String type,
    @Schema(description = "The same for every problem of a type", required = true) String title,
    @Schema(description = "The HTTP status", required = true, minimum = "400", maximum = "599")
        int status,
    @Schema(description = "What is wrong with this request, and what would be right") String detail,
    @Schema(description = "The query parameter that is wrong, where one is") String parameter) {

  /** The media type of problem documents. */
  public static final String MEDIA_TYPE = "application/problem+json";

  /** A problem of which the status says it all. */
  static Problem of(int status, String title, String detail) {
    return new Problem("about:blank", title, status, detail, null);
  }
}
