package io.meanstream.stats.http;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;

/**
 * Where a page ended: the sort key of its last item. Clients treat its token as opaque.
 *
 * @param at the item's time
 * @param id the item's document id
 */
public record Cursor(Instant at, String id) {

  private static final char SEPARATOR = ' ';

  /**
   * The token of this cursor.
   *
   * @param scope the list that is paged through; only the same list takes the token back
   */
  public String token(String scope) {
    String text = mark(scope) + SEPARATOR + at.toEpochMilli() + SEPARATOR + id;
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * The cursor of a token.
   *
   * @throws ProblemException if the token is not one of this scope's
   */
  public static Cursor parse(String token, String scope) {
    try {
      String text = new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
      String[] parts = text.split(String.valueOf(SEPARATOR), 3);
      if (parts.length == 3 && parts[0].equals(mark(scope))) {
        return new Cursor(Instant.ofEpochMilli(Long.parseLong(parts[1])), parts[2]);
      }
    } catch (IllegalArgumentException e) {
      throw refused(token);
    }
    throw refused(token);
  }

  private static String mark(String scope) {
    return Integer.toHexString(scope.hashCode());
  }

  private static ProblemException refused(String token) {
    return ProblemException.badParameter(
        "cursor", token, "was not given out for this list; take next from a page of the same one");
  }
}
