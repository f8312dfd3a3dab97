package io.meanstream.service.paging;

import io.meanstream.service.problem.ProblemException;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * The position after a page: the sort key of its last item. Clients treat its token as opaque.
 * Every well-formed token is a valid position in every list, so cursors never expire.
 *
 * @param at the item's time
 * @param id the item's document id
 */
public record Cursor(Instant at, String id) {

  /** The time in milliseconds as 8 bytes, then the id, all in hex. */
  private static final String TOKEN = "^[0-9a-f]{16}([0-9a-f]{2}){0,2000}$";

  private static final Pattern FORM = Pattern.compile(TOKEN);
  private static final HexFormat HEX = HexFormat.of();

  /** The OpenAPI schema of a cursor parameter. */
  @Schema(type = SchemaType.STRING, pattern = TOKEN)
  @Retention(RetentionPolicy.RUNTIME)
  public @interface Form {}

  /** The token that a client sends to get the page after this position. */
  public String token() {
    byte[] name = id.getBytes(StandardCharsets.UTF_8);
    ByteBuffer bytes = ByteBuffer.allocate(Long.BYTES + name.length);
    return HEX.formatHex(bytes.putLong(at.toEpochMilli()).put(name).array());
  }

  /**
   * Parses a token.
   *
   * @param token null if missing
   * @throws ProblemException if it is malformed
   */
  public static Optional<Cursor> parse(String token) {
    if (token == null) {
      return Optional.empty();
    }
    if (!FORM.matcher(token).matches()) {
      throw ProblemException.badParameter(
          "cursor", token, "is not a valid cursor; use next of the previous page");
    }
    ByteBuffer bytes = ByteBuffer.wrap(HEX.parseHex(token));
    Instant at = Instant.ofEpochMilli(bytes.getLong());
    return Optional.of(new Cursor(at, StandardCharsets.UTF_8.decode(bytes).toString()));
  }
}
