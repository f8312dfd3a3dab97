package io.meanstream.launch.api;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A page of text.
 *
 * @param next the path of the page after it
 */
record TextPage(String body, Optional<String> next) {

  private static final Pattern NEXT = Pattern.compile("<([^>]*)>; *rel=\"next\"");

  /** The target of a Link header that leads to the next page (RFC 8288). */
  static Optional<String> nextOf(String link) {
    Matcher matcher = NEXT.matcher(link);
    return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
  }
}
