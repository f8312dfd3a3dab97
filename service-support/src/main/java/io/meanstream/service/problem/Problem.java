package io.meanstream.service.problem;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A problem document (RFC 9457). */
@JsonInclude(JsonInclude.Include.NON_NULL)
@RegisterForReflection
@Schema(description = "A problem document (RFC 9457)")
public record Problem(
    @Schema(
            description = "The type of the problem; about:blank if the status says it all",
            examples = "urn:meanstream:problem:bad-parameter",
            required = true)
        String type,
    @Schema(
            description = "A summary that is the same for all problems of this type",
            required = true)
        String title,
    @Schema(description = "The HTTP status", required = true, minimum = "400", maximum = "599")
        int status,
    @Schema(description = "What is wrong with this request, and how to correct it") String detail,
    @Schema(description = "The wrong query parameter, if it is one") String parameter) {

  /** The media type of problem documents. */
  public static final String MEDIA_TYPE = "application/problem+json";

  /** A problem that is fully described by its status. */
  public static Problem of(int status, String detail) {
    Response.Status known = Response.Status.fromStatusCode(status);
    String title = known == null ? "Error" : known.getReasonPhrase();
    return new Problem("about:blank", title, status, detail, null);
  }

  /** A response with this document. */
  public Response.ResponseBuilder response() {
    return Response.status(status).type(MEDIA_TYPE).entity(this);
  }
}
