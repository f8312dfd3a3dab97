package io.meanstream.stats.http;

import io.meanstream.service.problem.Problem;
import jakarta.ws.rs.core.Application;
import org.eclipse.microprofile.openapi.annotations.Components;
import org.eclipse.microprofile.openapi.annotations.OpenAPIDefinition;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.info.Info;
import org.eclipse.microprofile.openapi.annotations.info.License;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/** The JAX-RS application, with the common parts of the OpenAPI document. */
@OpenAPIDefinition(
    info =
        @Info(
            title = "Meanstream stats API",
            version = "1",
            description =
                """
                Averages of timestamped records by hour, day, week, month and quarter, and the \
                outcome of every row. Errors are problem documents (RFC 9457), and \
                unknown query parameters are errors. All responses except streams of rejects have an \
                ETag; averages have none while a run is under way.\
                """,
            license =
                @License(
                    name = "Apache-2.0",
                    url = "https://www.apache.org/licenses/LICENSE-2.0.txt")),
    components =
        @Components(
            responses = {
              @APIResponse(
                  name = Api.NOT_MODIFIED,
                  description = "The response still has the ETag in `If-None-Match`"),
              @APIResponse(
                  name = Api.BAD_PARAMETER,
                  description = "A query parameter is unknown, repeated, missing or invalid",
                  content =
                      @Content(
                          mediaType = Problem.MEDIA_TYPE,
                          schema = @Schema(implementation = Problem.class))),
              @APIResponse(
                  name = Api.NOT_FOUND,
                  description = "The resource does not exist",
                  content =
                      @Content(
                          mediaType = Problem.MEDIA_TYPE,
                          schema = @Schema(implementation = Problem.class))),
              @APIResponse(
                  name = Api.NOT_ACCEPTABLE,
                  description = "None of the media types in `Accept` is available",
                  content =
                      @Content(
                          mediaType = Problem.MEDIA_TYPE,
                          schema = @Schema(implementation = Problem.class))),
              @APIResponse(
                  name = Api.FAILED,
                  description = "Internal error; see the log of the service",
                  content =
                      @Content(
                          mediaType = Problem.MEDIA_TYPE,
                          schema = @Schema(implementation = Problem.class))),
              @APIResponse(
                  name = Api.STORE_AWAY,
                  description = "The store is not available",
                  headers =
                      @Header(
                          name = "Retry-After",
                          description = "Seconds",
                          schema = @Schema(implementation = Integer.class)),
                  content =
                      @Content(
                          mediaType = Problem.MEDIA_TYPE,
                          schema = @Schema(implementation = Problem.class)))
            }))
public final class Api extends Application {

  /**
   * The path of all resource classes. With different paths that share a prefix, a missing method
   * would be searched for in the next class and end as 404 instead of 405.
   */
  public static final String ROOT = "/api/v1";

  /** 304. */
  static final String NOT_MODIFIED = "NotModified";

  /** 400. */
  static final String BAD_PARAMETER = "BadParameter";

  /** 404. */
  public static final String NOT_FOUND = "NotFound";

  /** 406. */
  static final String NOT_ACCEPTABLE = "NotAcceptable";

  /** 500. */
  static final String FAILED = "Failed";

  /** 503. */
  static final String STORE_AWAY = "StoreAway";
}
