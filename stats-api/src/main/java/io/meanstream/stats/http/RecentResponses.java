package io.meanstream.stats.http;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.UriInfo;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;

/** The last responses whose tag names the state that decides them; at most 8 MiB of bodies. */
@ApplicationScoped
public class RecentResponses {

  private static final int MOST = 32;
  private static final int LONGEST = 256 * 1024;

  private final Map<Key, RestResponse<Object>> responses =
      new LinkedHashMap<>(MOST, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, RestResponse<Object>> eldest) {
          return size() > MOST;
        }
      };

  private record Key(String uri, EntityTag tag) {}

  /** The response to a request in the state that the tag names. */
  Optional<RestResponse<Object>> find(UriInfo uri, EntityTag tag) {
    synchronized (responses) {
      return Optional.ofNullable(responses.get(key(uri, tag))).map(RecentResponses::copy);
    }
  }

  /** Remembers a response, unless it is large or a stream. */
  void add(UriInfo uri, EntityTag tag, RestResponse<Object> response) {
    if (response.getEntity() instanceof byte[] body && body.length <= LONGEST) {
      synchronized (responses) {
        responses.put(key(uri, tag), copy(response));
      }
    }
  }

  private static Key key(UriInfo uri, EntityTag tag) {
    return new Key(uri.getRequestUri().toString(), tag);
  }

  /** Filters add headers to each response. */
  private static RestResponse<Object> copy(RestResponse<Object> response) {
    ResponseBuilder<Object> copy =
        ResponseBuilder.create(response.getStatusInfo(), response.getEntity());
    response
        .getHeaders()
        .forEach((name, values) -> values.forEach(value -> copy.header(name, value)));
    return copy.build();
  }
}
