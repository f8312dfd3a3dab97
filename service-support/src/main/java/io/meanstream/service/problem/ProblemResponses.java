package io.meanstream.service.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.ws.rs.NotAcceptableException;
import jakarta.ws.rs.NotAllowedException;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.NotSupportedException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Maps every error to a problem document. */
@ApplicationScoped
public class ProblemResponses {

  private static final Logger LOG = Logger.getLogger(ProblemResponses.class);
  private static final String NOTHING = "there is nothing at this path";
  private static final int RETRY_AFTER_SECONDS = 5;

  /**
   * A 503 response for when something that the service depends on is not available.
   *
   * @param detail what is not available
   */
  public static Response unavailable(String detail) {
    return Problem.of(503, detail)
        .response()
        .header(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS)
        .build();
  }

  /** A problem detected by the service itself. */
  @ServerExceptionMapper
  public Response problem(ProblemException e) {
    return e.problem().response().build();
  }

  /** An unknown member in the request body. */
  @ServerExceptionMapper
  public Response unknownMember(UnrecognizedPropertyException e) {
    return Problem.of(400, "unknown member in the request body: " + e.getPropertyName())
        .response()
        .build();
  }

  /** A request body with another schema. */
  @ServerExceptionMapper
  public Response schemaMismatch(MismatchedInputException e) {
    return Problem.of(400, "the request body does not match the expected schema")
        .response()
        .build();
  }

  /** A path without a resource. */
  @ServerExceptionMapper
  public Response notFound(NotFoundException e) {
    return Problem.of(404, NOTHING).response().build();
  }

  /** A method that the path does not support. The framework does not tell which ones it does. */
  @ServerExceptionMapper
  public Response notAllowed(NotAllowedException e, Request request) {
    return Problem.of(405, "this path does not support " + request.getMethod()).response().build();
  }

  /** An {@code Accept} header that excludes all available media types. */
  @ServerExceptionMapper
  public Response notAcceptable(NotAcceptableException e) {
    return Problem.of(406, "none of the media types in Accept is available").response().build();
  }

  /** A request body with an unsupported media type. */
  @ServerExceptionMapper
  public Response notSupported(NotSupportedException e) {
    return Problem.of(415, "the request body must be application/json").response().build();
  }

  /** All other errors of the framework. */
  @ServerExceptionMapper
  public Response other(WebApplicationException e) {
    int status = e.getResponse().getStatus();
    boolean noJson = e.getCause() instanceof JsonProcessingException;
    return Problem.of(status, noJson ? "the request body is not valid JSON" : e.getMessage())
        .response()
        .build();
  }

  /** A request with a wrong token. */
  @ServerExceptionMapper
  public Response wrongToken(AuthenticationFailedException e) {
    return unauthorized("the token is wrong");
  }

  /** A request without a token that needs one. */
  @ServerExceptionMapper
  public Response noToken(UnauthorizedException e) {
    return unauthorized("this request needs a token: Authorization: Bearer …");
  }

  /** A request whose caller lacks the role for it. */
  @ServerExceptionMapper
  public Response forbidden(ForbiddenException e) {
    return Problem.of(403, "your role does not allow this").response().build();
  }

  /** An unexpected error. */
  @ServerExceptionMapper
  public Response unexpected(Throwable e) {
    LOG.error("a request failed", e);
    return Problem.of(500, "internal error; see the log of the service").response().build();
  }

  /** Paths outside all resources bypass the mappers above. */
  void unmatched(@Observes Router router) {
    router.errorHandler(404, context -> answer(context, Problem.of(404, NOTHING)));
  }

  private static Response unauthorized(String detail) {
    return Problem.of(401, detail)
        .response()
        .header(HttpHeaders.WWW_AUTHENTICATE, "Bearer")
        .build();
  }

  private static void answer(RoutingContext context, Problem problem) {
    if (context.response().ended()) {
      return;
    }
    context
        .response()
        .setStatusCode(problem.status())
        .putHeader(HttpHeaders.CONTENT_TYPE, Problem.MEDIA_TYPE)
        .end(JsonObject.mapFrom(problem).encode());
  }
}
