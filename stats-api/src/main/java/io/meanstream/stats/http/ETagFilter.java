package io.meanstream.stats.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.regex.Pattern;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/**
 * Adds a strong {@code ETag}, the hash of the body, to every 200 response to a GET and answers 304
 * if the client already has that body. A hash of the body cannot miss a change of an average or a
 * definition, so JSON is rendered here rather than by the framework's writer. Streams have no tag,
 * because their hash would be known too late.
 */
public final class ETagFilter {

  private static final Pattern SEPARATOR = Pattern.compile("\\s*,\\s*");
  private static final Pattern GZIP =
      Pattern.compile(
          "(\\bgzip\\b|\\*)(?!\\s*;\\s*q=0(\\.0*)?\\s*(,|$))", Pattern.CASE_INSENSITIVE);
  private static final int HASH_BYTES = 16;

  private final ObjectMapper json;

  ETagFilter(ObjectMapper json) {
    this.json = json;
  }

  @ServerResponseFilter
  void tag(ContainerRequestContext request, ContainerResponseContext response)
      throws JsonProcessingException {
    if (response.getStatus() != Response.Status.OK.getStatusCode()
        || !response.hasEntity()
        || request.getMethod().equals(HttpMethod.POST)) {
      return;
    }
    response.getHeaders().putSingle(HttpHeaders.CACHE_CONTROL, "no-cache");
    vary(response.getHeaders());
    if (response.getEntity() instanceof StreamedBody) {
      return;
    }
    byte[] body =
        response.getEntity() instanceof byte[] bytes
            ? bytes
            : json.writeValueAsBytes(response.getEntity());
    boolean gzip = acceptsGzip(request.getHeaderString(HttpHeaders.ACCEPT_ENCODING));
    String tag = tagOf(body, gzip);
    response.getHeaders().putSingle(HttpHeaders.ETAG, tag);
    if (isHeld(request.getHeaderString(HttpHeaders.IF_NONE_MATCH), tag)) {
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

  private static boolean acceptsGzip(String acceptEncoding) {
    return acceptEncoding != null && GZIP.matcher(acceptEncoding).find();
  }

  /** Compares weakly, as RFC 9110 requires, because compressing proxies weaken tags. */
  private static boolean isHeld(String ifNoneMatch, String tag) {
    if (ifNoneMatch == null) {
      return false;
    }
    return SEPARATOR
        .splitAsStream(ifNoneMatch.strip())
        .anyMatch(held -> held.equals("*") || held.equals(tag) || held.equals("W/" + tag));
  }

  /** Compressed bytes have a tag of their own, because it is a strong one. */
  private static String tagOf(byte[] body, boolean gzip) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(body);
      String text = Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
      return '"' + text.substring(0, HASH_BYTES) + (gzip ? "-gzip" : "") + '"';
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
