package io.meanstream.stats.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** Problem documents for requests that never get as far as a resource. */
@ApplicationScoped
class RouterProblems {

  private static final Problem MALFORMED =
      Problem.of(400, "Bad Request", "The path or the query is not percent-encoded as it should be");
  private static final Problem TOO_LARGE =
      Problem.of(413, "Content Too Large", "Nothing here takes a body");

  private final ObjectMapper json;

  RouterProblems(ObjectMapper json) {
    this.json = json;
  }

  void register(@Observes Router router) throws JsonProcessingException {
    answer(router, MALFORMED);
    answer(router, TOO_LARGE);
  }

  private void answer(Router router, Problem problem) throws JsonProcessingException {
    String body = json.writeValueAsString(problem);
    router.errorHandler(problem.status(), context -> answer(context, problem.status(), body));
  }

  private static void answer(RoutingContext context, int status, String body) {
    context
        .response()
        .setStatusCode(status)
        .putHeader(HttpHeaders.CONTENT_TYPE, Problem.MEDIA_TYPE)
        .end(body);
  }
}
