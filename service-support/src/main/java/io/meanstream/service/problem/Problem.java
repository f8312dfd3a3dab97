package io.meanstream.service.problem;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.ws.rs.core.Response;
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

  /** A problem whose status says what kind it is. */
  public static Problem of(int status, String detail) {
    Response.Status known = Response.Status.fromStatusCode(status);
    String title = known == null ? "Error" : known.getReasonPhrase();
    return new Problem("about:blank", title, status, detail, null);
  }

  /** The answer with this document. */
  public Response.ResponseBuilder response() {
    return Response.status(status).type(MEDIA_TYPE).entity(this);
  }
}
