package io.meanstream.stats.http;

import jakarta.ws.rs.core.UriInfo;
import java.net.URI;

/** The {@code Link} header that leads from a page to the next one (RFC 8288). */
public final class NextLink {

  private NextLink() {}

  /**
   * The request's own path and query with another cursor; without a host, so proxies may change it.
   */
  public static String of(UriInfo uri, String cursor) {
    URI next = uri.getRequestUriBuilder().replaceQueryParam("cursor", cursor).build();
    return "<%s?%s>; rel=\"next\"".formatted(next.getRawPath(), next.getRawQuery());
  }
}
