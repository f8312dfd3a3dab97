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

/** Answers every error with a problem document. */
@ApplicationScoped
public class ProblemResponses {

  private static final Logger LOG = Logger.getLogger(ProblemResponses.class);
  private static final String NOTHING = "there is nothing at this path";
  private static final int RETRY_AFTER_SECONDS = 5;

  /**
   * The answer while something that the service needs cannot be reached.
   *
   * @param detail what cannot be reached
   */
  public static Response unavailable(String detail) {
    return Problem.of(503, detail)
        .response()
        .header(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS)
        .build();
  }

  /** A problem that the service has found itself. */
  @ServerExceptionMapper
  public Response problem(ProblemException e) {
    return e.problem().response().build();
  }

  /** A member of a body that no class has. */
  @ServerExceptionMapper
  public Response unknownMember(UnrecognizedPropertyException e) {
    return Problem.of(400, "there is no member " + e.getPropertyName()).response().build();
  }

  /** A body of another form. */
  @ServerExceptionMapper
  public Response otherForm(MismatchedInputException e) {
    return Problem.of(400, "the body does not have the form that this path takes")
        .response()
        .build();
  }

  /** A path that no resource has. */
  @ServerExceptionMapper
  public Response notFound(NotFoundException e) {
    return Problem.of(404, NOTHING).response().build();
  }

  /** A method that the path does not have; the framework does not tell which ones it has. */
  @ServerExceptionMapper
  public Response notAllowed(NotAllowedException e, Request request) {
    return Problem.of(405, "this path does not take " + request.getMethod()).response().build();
  }

  /** An {@code Accept} that nothing fits. */
  @ServerExceptionMapper
  public Response notAcceptable(NotAcceptableException e) {
    return Problem.of(406, "Accept allows none of the media types that this path offers")
        .response()
        .build();
  }

  /** A body of another media type. */
  @ServerExceptionMapper
  public Response notSupported(NotSupportedException e) {
    return Problem.of(415, "the body has to be application/json").response().build();
  }

  /** What else the framework refuses. */
  @ServerExceptionMapper
  public Response other(WebApplicationException e) {
    int status = e.getResponse().getStatus();
    boolean noJson = e.getCause() instanceof JsonProcessingException;
    return Problem.of(status, noJson ? "the body is not JSON" : e.getMessage()).response().build();
  }

  /** A caller whose token is wrong. */
  @ServerExceptionMapper
  public Response wrongToken(AuthenticationFailedException e) {
    return unauthorized("the token is wrong");
  }

  /** A caller without a token, where one is needed. */
  @ServerExceptionMapper
  public Response noToken(UnauthorizedException e) {
    return unauthorized("this needs the token: Authorization: Bearer …");
  }

  /** A caller without the role that is needed. */
  @ServerExceptionMapper
  public Response forbidden(ForbiddenException e) {
    return Problem.of(403, "the caller does not have the role that this needs").response().build();
  }

  /** What nobody has foreseen. */
  @ServerExceptionMapper
  public Response unforeseen(Throwable e) {
    LOG.error("a request failed", e);
    return Problem.of(500, "the service failed; its log says why").response().build();
  }

  /** What no resource answers never gets to the mappers above. */
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
