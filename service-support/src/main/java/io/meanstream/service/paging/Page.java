package io.meanstream.service.paging;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.util.List;
import java.util.function.Function;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;

/** A page of a list. */
public interface Page {

  /** The cursor of the next page; null on the last page. */
  String next();

  /** A response with a page, and a {@code Link} to the next page if there is one (RFC 8288). */
  static <P extends Page> RestResponse<P> response(P page, UriInfo uri) {
    return linked(page, ResponseBuilder.ok(page), uri);
  }

  /** Adds the {@code Link} to a response that contains the page in another format. */
  static <T> RestResponse<T> linked(Page page, ResponseBuilder<T> response, UriInfo uri) {
    if (page.next() != null) {
      // without a host, so that it works behind proxies
      URI next = uri.getRequestUriBuilder().replaceQueryParam("cursor", page.next()).build();
      response.header(
          HttpHeaders.LINK,
          "<%s?%s>; rel=\"next\"".formatted(next.getRawPath(), next.getRawQuery()));
    }
    return response.build();
  }

  /**
   * The documents of one page.
   *
   * @param shown the documents on the page, in order
   * @param more whether there is a next page
   */
  record Slice<D>(List<D> shown, boolean more) {

    /**
     * Cuts a page from the documents found.
     *
     * @param found one more than the limit if there is a next page
     */
    public static <D> Slice<D> of(List<D> found, int limit) {
      boolean more = found.size() > limit;
      return new Slice<>(more ? found.subList(0, limit) : found, more);
    }

    /** The items that represent the documents. */
    public <I> List<I> items(Function<D, I> view) {
      return shown.stream().map(view).toList();
    }

    /**
     * The cursor of the next page, for {@link Page#next()}.
     *
     * @param token returns the cursor of the page after a document
     */
    public String next(Function<D, String> token) {
      return more ? token.apply(shown.get(shown.size() - 1)) : null;
    }
  }
}
