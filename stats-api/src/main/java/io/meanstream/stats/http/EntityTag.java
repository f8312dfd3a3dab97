package io.meanstream.stats.http;

import io.meanstream.catalog.value.Sha256;
import jakarta.ws.rs.core.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Pattern;

/**
 * The value of an {@code ETag}, which differs for compressed responses.
 *
 * @param opaque the text between the quotes
 */
record EntityTag(String opaque, boolean weak) {

  private static final Pattern SEPARATOR = Pattern.compile("\\s*,\\s*");
  private static final Pattern GZIP =
      Pattern.compile(
          "(\\bgzip\\b|\\*)(?!\\s*;\\s*q=0(\\.0*)?\\s*(,|$))", Pattern.CASE_INSENSITIVE);
  private static final int HASH_CHARACTERS = 16;

  /** The strong tag of a body. */
  static EntityTag ofBody(byte[] body, String acceptEncoding) {
    return new EntityTag(hash(body) + suffix(acceptEncoding), false);
  }

  /** The weak tag of a state that determines a response. */
  static EntityTag ofState(String state, ResponseFormat format, String acceptEncoding) {
    String hash = hash(state.getBytes(StandardCharsets.UTF_8));
    return new EntityTag(hash + "-" + format.id() + suffix(acceptEncoding), true);
  }

  /** Compares weakly, as RFC 9110 requires, because compressing proxies weaken tags. */
  boolean isHeld(String ifNoneMatch) {
    return ifNoneMatch != null
        && SEPARATOR
            .splitAsStream(ifNoneMatch.strip())
            .map(held -> held.startsWith("W/") ? held.substring(2) : held)
            .anyMatch(held -> held.equals("*") || held.equals('"' + opaque + '"'));
  }

  /** The value for {@link HttpHeaders#ETAG}. */
  @Override
  public String toString() {
    return (weak ? "W/" : "") + '"' + opaque + '"';
  }

  private static String suffix(String acceptEncoding) {
    return acceptEncoding != null && GZIP.matcher(acceptEncoding).find() ? "-gzip" : "";
  }

  private static String hash(byte[] bytes) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(Sha256.digest().digest(bytes))
        .substring(0, HASH_CHARACTERS);
  }
}
