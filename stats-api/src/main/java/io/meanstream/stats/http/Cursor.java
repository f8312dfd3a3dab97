package io.meanstream.stats.http;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * Where a page ended: the sort key of its last item. Clients treat its token as opaque; yet each
 * text of the token's form is a position in every list, so that none can be out of date.
 *
 * @param at the item's time
 * @param id the item's document id
 */
public record Cursor(Instant at, String id) {

  /** The form of tokens: the time in milliseconds as 8 bytes, then the id, all in hex. */
  public static final String TOKEN = "^[0-9a-f]{16}([0-9a-f]{2}){0,2000}$";

  private static final Pattern FORM = Pattern.compile(TOKEN);
  private static final HexFormat HEX = HexFormat.of();

  /** What a client sends back for the page after this position. */
  public String token() {
    byte[] name = id.getBytes(StandardCharsets.UTF_8);
    ByteBuffer bytes = ByteBuffer.allocate(Long.BYTES + name.length);
    return HEX.formatHex(bytes.putLong(at.toEpochMilli()).put(name).array());
  }

  /**
   * The position of a token.
   *
   * @throws ProblemException if it has not the form of one
   */
  public static Cursor parse(String token) {
    if (!FORM.matcher(token).matches()) {
      throw ProblemException.badParameter(
          "cursor", token, "is no cursor; take it from next of the page before");
    }
    ByteBuffer bytes = ByteBuffer.wrap(HEX.parseHex(token));
    Instant at = Instant.ofEpochMilli(bytes.getLong());
    return new Cursor(at, StandardCharsets.UTF_8.decode(bytes).toString());
  }
}
