package io.meanstream.service.problem;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A problem document (RFC 9457). */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@RegisterForReflection
@Schema(description = "A problem document (RFC 9457)")
public record Problem(
    @Schema(
            description =
                """
                The type of the problem: the address of its description, on this service; \
                about:blank if there is none\
                """,
            examples = "/problems.html#bad-parameter",
            required = true)
        String type,
    @Schema(
            description = "A summary that is the same for all problems of this type",
            required = true)
        String title,
    @Schema(description = "The HTTP status", required = true, minimum = "400", maximum = "599")
        int status,
    @Schema(description = "What is wrong with this request, and how to correct it") String detail,
    @Schema(description = "Each wrong query parameter") List<BadParameter> errors) {

  /** The media type of problem documents. */
  public static final String MEDIA_TYPE = "application/problem+json";

  /** Statuses that the page describes. */
  static final Set<Integer> DESCRIBED =
      Set.of(400, 401, 403, 404, 405, 406, 409, 411, 413, 415, 422, 500, 503, 507);

  private static final String PAGE = "/problems.html#";

  /** A query parameter that is wrong. */
  @RegisterForReflection
  @Schema(name = "BadParameter")
  public record BadParameter(
      @Schema(description = "Its name", required = true, examples = "period") String parameter,
      @Schema(
              description = "What is wrong with it, and what it may be",
              required = true,
              examples = "\"fortnight\" is not a period of rides; known: day, week")
          String detail) {}

  /** A problem that is fully described by its status. */
  public static Problem of(int status, String detail) {
    String title = HttpResponseStatus.valueOf(status).reasonPhrase();
    String type =
        DESCRIBED.contains(status)
            ? PAGE + title.toLowerCase(Locale.ROOT).replace(' ', '-')
            : "about:blank";
    return new Problem(type, title, status, detail, List.of());
  }

  /** A problem that has a section of its own on the page. */
  static Problem described(
      String section, String title, int status, String detail, List<BadParameter> errors) {
    return new Problem(PAGE + section, title, status, detail, errors);
  }

  /** A response with this document. */
  public Response.ResponseBuilder response() {
    return Response.status(status).type(MEDIA_TYPE).entity(this);
  }
}
