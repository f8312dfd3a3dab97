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
 * Where a page ended: the sort key of its last item. Clients treat its token as opaque; yet each
 * text of the token's form is a position in every list, so that none can be out of date.
 *
 * @param at the item's time
 * @param id the item's document id
 */
public record Cursor(Instant at, String id) {

  /** The form of tokens: the time in milliseconds as 8 bytes, then the id, all in hex. */
  private static final String TOKEN = "^[0-9a-f]{16}([0-9a-f]{2}){0,2000}$";

  private static final Pattern FORM = Pattern.compile(TOKEN);
  private static final HexFormat HEX = HexFormat.of();

  /** The form of a token in the OpenAPI document, wherever a parameter takes one. */
  @Schema(type = SchemaType.STRING, pattern = TOKEN)
  @Retention(RetentionPolicy.RUNTIME)
  public @interface Form {}

  /** What a client sends back for the page after this position. */
  public String token() {
    byte[] name = id.getBytes(StandardCharsets.UTF_8);
    ByteBuffer bytes = ByteBuffer.allocate(Long.BYTES + name.length);
    return HEX.formatHex(bytes.putLong(at.toEpochMilli()).put(name).array());
  }

  /**
   * The position of a token.
   *
   * @param token null where none is given
   * @throws ProblemException if it has not the form of one
   */
  public static Optional<Cursor> parse(String token) {
    if (token == null) {
      return Optional.empty();
    }
    if (!FORM.matcher(token).matches()) {
      throw ProblemException.badParameter(
          "cursor", token, "is not a cursor; take it from next of the page before");
    }
    ByteBuffer bytes = ByteBuffer.wrap(HEX.parseHex(token));
    Instant at = Instant.ofEpochMilli(bytes.getLong());
    return Optional.of(new Cursor(at, StandardCharsets.UTF_8.decode(bytes).toString()));
  }
}
