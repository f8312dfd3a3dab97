package io.meanstream.schedule.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.mongodb.MongoException;
import io.meanstream.schedule.queue.ConflictException;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Answers every error with a problem document. */
@ApplicationScoped
class Problems {

  private static final Logger LOG = Logger.getLogger(Problems.class);
  private static final String NOTHING = "there is nothing here";
  private static final int RETRY_AFTER_SECONDS = 5;

  @ServerExceptionMapper
  Response of(ProblemException e) {
    return e.problem().response();
  }

  @ServerExceptionMapper
  Response of(ConflictException e) {
    return Problem.of(409, e.getMessage()).response();
  }

  @ServerExceptionMapper
  Response of(UnrecognizedPropertyException e) {
    return Problem.of(400, "there is no member " + e.getPropertyName()).response();
  }

  @ServerExceptionMapper
  Response of(MismatchedInputException e) {
    return Problem.of(400, "the body is not of the form that is expected here").response();
  }

  @ServerExceptionMapper
  Response of(NotFoundException e) {
    return Problem.of(404, NOTHING).response();
  }

  @ServerExceptionMapper
  Response of(WebApplicationException e) {
    int status = e.getResponse().getStatus();
    if (e.getCause() instanceof JsonProcessingException) {
      return Problem.of(status, "the body is no JSON").response();
    }
    Response answer = Problem.of(status, e.getMessage()).response();
    Object allowed = e.getResponse().getHeaders().getFirst(HttpHeaders.ALLOW);
    return allowed == null
        ? answer
        : Response.fromResponse(answer).header(HttpHeaders.ALLOW, allowed).build();
  }

  @ServerExceptionMapper
  Response of(MongoException e) {
    LOG.warnf("store away error=%s", e.getMessage());
    return Response.fromResponse(Problem.of(503, "the store does not answer; try again").response())
        .header(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS)
        .build();
  }

  @ServerExceptionMapper
  Response of(Throwable e) {
    LOG.error("a request failed", e);
    return Problem.of(500, "the scheduler failed; its log says why").response();
  }

  /** What no resource answers never gets to the mappers above. */
  void unmatched(@Observes Router router) {
    router.errorHandler(404, context -> answer(context, 404, NOTHING));
  }

  private static void answer(RoutingContext context, int status, String detail) {
    if (context.response().ended()) {
      return;
    }
    context
        .response()
        .setStatusCode(status)
        .putHeader("Content-Type", Problem.MEDIA_TYPE)
        .end(JsonObject.mapFrom(Problem.of(status, detail)).encode());
  }
}
