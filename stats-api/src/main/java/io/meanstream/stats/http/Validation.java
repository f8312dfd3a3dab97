package io.meanstream.stats.http;

import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.UriInfo;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;

/** Validates cached responses against a state that is read before the response is built. */
@ApplicationScoped
public class Validation {

  private final RecentResponses recent;

  Validation(RecentResponses recent) {
    this.recent = recent;
  }

  /** What a response depends on besides the state. */
  public record Request(
      ResponseFormat format, HttpHeaders headers, UriInfo uri, RoutingContext exchange) {

    private EntityTag tag(State state) {
      return EntityTag.ofState(
          state.version(), format, headers.getHeaderString(HttpHeaders.ACCEPT_ENCODING));
    }

    private boolean holds(EntityTag tag) {
      return tag.isHeld(headers.getHeaderString(HttpHeaders.IF_NONE_MATCH));
    }
  }

  /**
   * A state that determines responses.
   *
   * @param version a text that is different in every other state
   * @param isCurrent whether responses of this state may be repeated at the moment
   */
  public record State(String version, BooleanSupplier isCurrent) {}

  /**
   * Responds with 304 if the client's cached response was built in this state, and otherwise builds
   * the response.
   *
   * @param state empty if it may change meanwhile, so that the response must not be cached
   */
  public Uni<RestResponse<Object>> respond(
      Request request, Optional<State> state, Supplier<Uni<RestResponse<Object>>> response) {
    if (state.isEmpty()) {
      return response
          .get()
          .invoke(it -> it.getHeaders().add(HttpHeaders.CACHE_CONTROL, "no-store"));
    }
    EntityTag tag = request.tag(state.get());
    Uni<RestResponse<Object>> tagged =
        request.holds(tag)
            ? Uni.createFrom().item(notModified(tag))
            : response.get().map(it -> tagged(it, tag));
    return tagged.invoke(it -> recent.add(request.exchange(), it, tag, state.get().isCurrent()));
  }

  private static RestResponse<Object> notModified(EntityTag tag) {
    return ResponseBuilder.notModified()
        .header(HttpHeaders.ETAG, tag.toString())
        .header(HttpHeaders.VARY, HttpHeaders.ACCEPT)
        .build();
  }

  private static RestResponse<Object> tagged(RestResponse<Object> response, EntityTag tag) {
    response.getHeaders().add(HttpHeaders.ETAG, tag.toString());
    return response;
  }
}
