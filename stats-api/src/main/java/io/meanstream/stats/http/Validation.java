package io.meanstream.stats.http;

import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.Optional;
import java.util.function.Supplier;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;

/** Validates cached responses against a state that is read before the response is built. */
public final class Validation {

  private final ResponseFormat format;
  private final HttpHeaders headers;

  /** Creates it for a request and this format. */
  public Validation(ResponseFormat format, HttpHeaders headers) {
    this.format = format;
    this.headers = headers;
  }

  /**
   * Responds with 304 if the client's cached response was built in this state, and otherwise builds
   * the response.
   *
   * @param state determines the response; empty if it may change meanwhile, so that the response
   *     must not be cached
   */
  public Uni<RestResponse<Object>> respond(
      Optional<String> state, Supplier<Uni<RestResponse<Object>>> response) {
    if (state.isEmpty()) {
      return response
          .get()
          .invoke(it -> it.getHeaders().add(HttpHeaders.CACHE_CONTROL, "no-store"));
    }
    EntityTag tag =
        EntityTag.ofState(
            state.get(), format, headers.getHeaderString(HttpHeaders.ACCEPT_ENCODING));
    if (tag.isHeld(headers.getHeaderString(HttpHeaders.IF_NONE_MATCH))) {
      return Uni.createFrom()
          .item(
              ResponseBuilder.notModified()
                  .header(HttpHeaders.ETAG, tag.toString())
                  .header(HttpHeaders.VARY, HttpHeaders.ACCEPT)
                  .build());
    }
    return response.get().invoke(it -> it.getHeaders().add(HttpHeaders.ETAG, tag.toString()));
  }
}
