package io.meanstream.stats.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/**
 * Adds a strong {@code ETag}, the hash of the body, to every 200 response to a GET that has no tag
 * of its own, and responds with 304 if the client already has that body. A hash of the body cannot
 * miss a change, so JSON is rendered here rather than by the framework's writer.
 */
public final class ETagFilter {

  private final ObjectMapper json;

  ETagFilter(ObjectMapper json) {
    this.json = json;
  }

  @ServerResponseFilter
  void tag(ContainerRequestContext request, ContainerResponseContext response)
      throws JsonProcessingException {
    if (request.getMethod().equals(HttpMethod.POST) || !isCacheable(response)) {
      return;
    }
    MultivaluedMap<String, Object> headers = response.getHeaders();
    vary(headers);
    if (!headers.containsKey(HttpHeaders.CACHE_CONTROL)) {
      headers.putSingle(HttpHeaders.CACHE_CONTROL, "no-cache");
      if (!headers.containsKey(HttpHeaders.ETAG)
          && !(response.getEntity() instanceof StreamedBody)) {
        tagBody(request, response);
      }
    }
  }

  private static boolean isCacheable(ContainerResponseContext response) {
    return response.getStatus() == Response.Status.OK.getStatusCode() && response.hasEntity()
        || response.getStatus() == Response.Status.NOT_MODIFIED.getStatusCode();
  }

  private void tagBody(ContainerRequestContext request, ContainerResponseContext response)
      throws JsonProcessingException {
    byte[] body =
        response.getEntity() instanceof byte[] bytes
            ? bytes
            : json.writeValueAsBytes(response.getEntity());
    EntityTag tag = EntityTag.ofBody(body, request.getHeaderString(HttpHeaders.ACCEPT_ENCODING));
    response.getHeaders().putSingle(HttpHeaders.ETAG, tag.toString());
    if (tag.isHeld(request.getHeaderString(HttpHeaders.IF_NONE_MATCH))) {
      response.setStatus(Response.Status.NOT_MODIFIED.getStatusCode());
      response.setEntity(null);
    } else {
      response.setEntity(body);
    }
  }

  private static void vary(MultivaluedMap<String, Object> headers) {
    Object others = headers.getFirst(HttpHeaders.VARY);
    headers.putSingle(
        HttpHeaders.VARY,
        others == null ? HttpHeaders.ACCEPT_ENCODING : others + ", " + HttpHeaders.ACCEPT_ENCODING);
  }
}
