package io.meanstream.stats.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.regex.Pattern;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/**
 * Gives every 200 a strong {@code ETag}, the hash of its body, and answers 304 to those who hold
 * it. The hash of what is sent cannot miss a change, whether of an average or of a definition; JSON
 * is therefore rendered here and not by the framework's writer. What is streamed has no tag: its
 * hash is known too late.
 */
public final class EntityTags {

  private static final Pattern SEPARATOR = Pattern.compile("\\s*,\\s*");
  private static final int HASH_BYTES = 16;

  private final ObjectMapper json;

  EntityTags(ObjectMapper json) {
    this.json = json;
  }

  @ServerResponseFilter
  void tag(ContainerRequestContext request, ContainerResponseContext response)
      throws JsonProcessingException {
    if (response.getStatus() != Response.Status.OK.getStatusCode() || !response.hasEntity()) {
      return;
    }
    response.getHeaders().putSingle(HttpHeaders.CACHE_CONTROL, "no-cache");
    if (response.getEntity() instanceof StreamedBody) {
      return;
    }
    byte[] body =
        response.getEntity() instanceof byte[] bytes
            ? bytes
            : json.writeValueAsBytes(response.getEntity());
    String tag = tagOf(body);
    response.getHeaders().putSingle(HttpHeaders.ETAG, tag);
    if (isHeld(request.getHeaderString(HttpHeaders.IF_NONE_MATCH), tag)) {
      response.setStatus(Response.Status.NOT_MODIFIED.getStatusCode());
      response.setEntity(null);
    } else {
      response.setEntity(body);
    }
  }

  /** Compares weakly, as RFC 9110 wants it: proxies that compress weaken tags. */
  private static boolean isHeld(String ifNoneMatch, String tag) {
    if (ifNoneMatch == null) {
      return false;
    }
    return SEPARATOR
        .splitAsStream(ifNoneMatch.strip())
        .anyMatch(held -> held.equals("*") || held.equals(tag) || held.equals("W/" + tag));
  }

  private static String tagOf(byte[] body) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(body);
      String text = Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
      return '"' + text.substring(0, HASH_BYTES) + '"';
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
