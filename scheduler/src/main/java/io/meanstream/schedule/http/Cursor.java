package io.meanstream.schedule.http;

import io.meanstream.schedule.store.Position;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import java.util.regex.Pattern;

/** Positions in the history as texts that clients send back, opaque to them. */
final class Cursor {

  private static final Pattern FORM = Pattern.compile("[0-9a-f]{16}([0-9a-f]{2}){0,200}");
  private static final HexFormat HEX = HexFormat.of();

  private Cursor() {}

  static String of(Position position) {
    byte[] id = position.id().getBytes(StandardCharsets.UTF_8);
    ByteBuffer bytes = ByteBuffer.allocate(Long.BYTES + id.length);
    return HEX.formatHex(bytes.putLong(position.at().toEpochMilli()).put(id).array());
  }

  /**
   * The position of a text.
   *
   * @throws ProblemException if it is none
   */
  static Position parse(String text) {
    if (!FORM.matcher(text).matches()) {
      throw new ProblemException(400, "cursor: is no cursor; take it from next of the page before");
    }
    ByteBuffer bytes = ByteBuffer.wrap(HEX.parseHex(text));
    Instant at = Instant.ofEpochMilli(bytes.getLong());
    return new Position(at, StandardCharsets.UTF_8.decode(bytes).toString());
  }
}
