package io.meanstream.source.json;

import com.fasterxml.jackson.core.JsonParser;
import io.meanstream.source.Position;
import io.meanstream.source.RawRow;
import io.meanstream.source.ReadOptions;
import io.meanstream.source.RecordReader;
import io.meanstream.source.RowFault;
import io.meanstream.source.SafeText;
import io.meanstream.source.SourceBytes;
import io.meanstream.source.TextOptions;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads one JSON object per line. A malformed line becomes a reject, and reading continues with the
 * next one; blank lines are ignored.
 */
public final class NdjsonRecords implements RecordReader {

  private static final Pattern PLACE = Pattern.compile("(\\d{1,18}):(\\d{1,18})");

  private final SourceBytes bytes;
  private final JsonColumns columns;
  private final Lines lines;
  private final LineRow row;

  private NdjsonRecords(SourceBytes bytes, JsonColumns columns) {
    this.bytes = bytes;
    this.columns = columns;
    this.lines = new Lines(bytes, RawRow.MAX_RECORD);
    this.row = new LineRow(columns);
  }

  /** Opens a file; closing the records closes the bytes. */
  public static NdjsonRecords open(SourceBytes bytes, ReadOptions options) {
    return new NdjsonRecords(bytes, new JsonColumns(options.layout().fields()));
  }

  @Override
  public List<String> header() {
    return columns.names();
  }

  @Override
  public List<String> found() {
    return columns.found();
  }

  @Override
  public TextOptions text() {
    return new TextOptions(Optional.of(StandardCharsets.UTF_8), Optional.empty());
  }

  @Override
  public long moveTowards(Position position) throws IOException {
    Matcher place = PLACE.matcher(position.place().orElse(""));
    if (!place.matches()) {
      return 0;
    }
    boolean isThere = lines.moveTo(Long.parseLong(place.group(1)), Long.parseLong(place.group(2)));
    return isThere ? position.rows() : 0;
  }

  @Override
  public Optional<String> place() {
    return Optional.of("%d:%d".formatted(lines.offset(), lines.number()));
  }

  @Override
  public boolean next() throws IOException {
    do {
      if (!lines.next()) {
        return false;
      }
    } while (lines.isBlank());
    row.begin();
    if (lines.isCut()) {
      row.fail(RowFault.NONE, "size", "a line of more than %d bytes".formatted(RawRow.MAX_RECORD));
    } else {
      parse();
    }
    return true;
  }

  private void parse() {
    try (JsonParser json = Json.FACTORY.createParser(lines.buffer(), 0, lines.length())) {
      if (json.nextToken() == null) {
        row.fail(RowFault.NONE, "json", "is not a record");
        return;
      }
      row.read(json);
      if (json.nextToken() != null) {
        row.fail(RowFault.NONE, "json", "text follows the record");
      }
    } catch (IOException e) {
      // the bytes are in memory, so this is a syntax error
      row.begin();
      if (isText()) {
        row.fail(RowFault.NONE, "json", Json.mistake(e));
      } else {
        row.fail(RowFault.NONE, "charset", "the line is not in UTF-8");
      }
    }
  }

  private boolean isText() {
    try {
      StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(lines.buffer(), 0, lines.length()));
      return true;
    } catch (CharacterCodingException e) {
      return false;
    }
  }

  @Override
  public RawRow row() {
    return row;
  }

  @Override
  public long bytesRead() {
    return bytes.count();
  }

  @Override
  public String hash() {
    return bytes.hash();
  }

  @Override
  public void close() throws IOException {
    bytes.close();
  }

  /** The record of one line. */
  private final class LineRow extends JsonRow {

    private static final int MAX_BYTES_OF_CHARACTER = 4;

    LineRow(JsonColumns columns) {
      super(columns);
    }

    @Override
    public long line() {
      return lines.number();
    }

    @Override
    public String raw(int limit) {
      int shown = (int) Math.min(lines.length(), (limit + 1L) * MAX_BYTES_OF_CHARACTER);
      return SafeText.clipped(
          new String(lines.buffer(), 0, shown, StandardCharsets.UTF_8).stripTrailing(), limit);
    }
  }
}
