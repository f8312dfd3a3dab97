package io.meanstream.ingest.feed;

import io.meanstream.catalog.source.HttpFeed;
import io.meanstream.catalog.source.Paging;
import io.meanstream.source.http.References;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds the addresses of a feed's pages. */
final class PageAddress {

  private static final Pattern LINK = Pattern.compile("<([^>]*)>([^<]*)");
  private static final Pattern NEXT =
      Pattern.compile(
          ";\\s*rel\\s*=\\s*(\"([^\"]*\\s)?next(\\s[^\"]*)?\"|next\\b)", Pattern.CASE_INSENSITIVE);

  private PageAddress() {}

  /** The first page. */
  static URI first(HttpFeed feed) {
    return feed.paging() instanceof Paging.ByNumber pages
        ? with(feed.url(), pages.parameter(), Long.toString(pages.first()))
        : feed.url();
  }

  /** The page with the next number; empty if pages have none. */
  static Optional<URI> following(HttpFeed feed, URI page) throws FeedException {
    if (!(feed.paging() instanceof Paging.ByNumber pages)) {
      return Optional.empty();
    }
    String number = value(page, pages.parameter());
    try {
      return Optional.of(
          with(
              page, pages.parameter(), Long.toString(Math.incrementExact(Long.parseLong(number)))));
    } catch (ArithmeticException | NumberFormatException e) {
      throw new FeedException("%s has no page number".formatted(page), e);
    }
  }

  /** The page after a cursor. */
  static URI behind(Paging.ByCursor pages, URI page, String cursor) {
    return with(page, pages.parameter(), cursor);
  }

  /**
   * The page that a {@code Link} header names as the next one, if it does.
   *
   * @throws FeedException if it is on another origin, which must not see the token
   */
  static Optional<URI> linked(URI page, Optional<String> header) throws FeedException {
    Matcher links = LINK.matcher(header.orElse(""));
    while (links.find()) {
      if (NEXT.matcher(links.group(2)).find()) {
        return Optional.of(sameOrigin(page, links.group(1)));
      }
    }
    return Optional.empty();
  }

  private static URI sameOrigin(URI page, String link) throws FeedException {
    URI next;
    try {
      next = References.resolve(page, link);
    } catch (IllegalArgumentException e) {
      throw new FeedException(
          "%s links to \"%s\", which is not a valid address".formatted(page, link), e);
    }
    if (!page.resolve("/").equals(next.resolve("/"))) {
      throw new FeedException("%s links to %s, which is another server".formatted(page, next));
    }
    return next;
  }

  private static URI with(URI uri, String name, String value) {
    List<String> query = new ArrayList<>();
    String pair = encode(name) + "=" + encode(value);
    boolean isSet = false;
    for (String part : parts(uri)) {
      boolean isIt = nameOf(part).equals(name);
      if (!isIt) {
        query.add(part);
      } else if (!isSet) {
        query.add(pair);
      }
      isSet |= isIt;
    }
    if (!isSet) {
      query.add(pair);
    }
    String text = uri.toString();
    int mark = text.indexOf('?');
    String path = mark < 0 ? text : text.substring(0, mark);
    return URI.create(path + "?" + String.join("&", query));
  }

  private static String value(URI uri, String name) {
    return parts(uri).stream()
        .filter(part -> nameOf(part).equals(name))
        .map(part -> decode(part.substring(part.indexOf('=') + 1)))
        .findFirst()
        .orElse("");
  }

  private static List<String> parts(URI uri) {
    String query = uri.getRawQuery();
    return query == null || query.isEmpty() ? List.of() : Arrays.asList(query.split("&"));
  }

  private static String nameOf(String part) {
    int equals = part.indexOf('=');
    return decode(equals < 0 ? part : part.substring(0, equals));
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private static String decode(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }
}
