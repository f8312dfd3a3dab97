package io.meanstream.service.paging;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;

/** The {@code Link} header that leads from a page to the next one (RFC 8288). */
public final class NextLink {

  private NextLink() {}

  /** A response with a page, and a link if there is a next one. */
  public static <P extends Page> RestResponse<P> with(P page, UriInfo uri) {
    return with(page, ResponseBuilder.ok(page), uri);
  }

  /** Adds the link to a response that contains the page in another format. */
  public static <T> RestResponse<T> with(Page page, ResponseBuilder<T> answer, UriInfo uri) {
    if (page.next() != null) {
      answer.header(HttpHeaders.LINK, of(uri, page.next()));
    }
    return answer.build();
  }

  /**
   * The request's path and query with a new cursor. Has no host, so that it works behind proxies.
   */
  private static String of(UriInfo uri, String cursor) {
    URI next = uri.getRequestUriBuilder().replaceQueryParam("cursor", cursor).build();
    return "<%s?%s>; rel=\"next\"".formatted(next.getRawPath(), next.getRawQuery());
  }
}
