package io.meanstream.source.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import io.meanstream.source.FieldsText;
import io.meanstream.source.FormatException;
import io.meanstream.source.RawRow;
import io.meanstream.source.ReadOptions;
import io.meanstream.source.RecordReader;
import io.meanstream.source.SourceBytes;
import io.meanstream.source.TextOptions;
import java.io.CharConversionException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * Reads the records of a JSON document: the elements of the array that a pointer names, or the
 * single object there. If a file has several documents in a row, reads those of each. A syntax
 * error fails the whole file, since nothing tells where the next record would start.
 */
public final class JsonRecords implements RecordReader {

  private final SourceBytes bytes;
  private final JsonColumns columns;
  private final JsonPointer records;
  private final JsonParser json;
  private final DocumentRow row;
  private boolean inArray;
  private boolean hasShownRecords;

  private JsonRecords(SourceBytes bytes, JsonColumns columns, JsonPointer records)
      throws IOException {
    this.bytes = bytes;
    this.columns = columns;
    this.records = records;
    this.json = Json.FACTORY.createParser(bytes);
    this.row = new DocumentRow(columns);
  }

  /**
   * Opens a file; closing the records closes the bytes.
   *
   * @throws IOException if it cannot be read
   */
  public static JsonRecords open(SourceBytes bytes, ReadOptions options) throws IOException {
    return new JsonRecords(
        bytes,
        new JsonColumns(options.layout().fields()),
        JsonPointer.compile(options.layout().records()));
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
  public boolean next() throws IOException {
    try {
      return toNextRecord() && read();
    } catch (JsonProcessingException | CharConversionException e) {
      throw new FormatException(
          "line %d, %s".formatted(json.currentLocation().getLineNr(), Json.mistake(e)), e);
    }
  }

  private boolean read() throws IOException {
    row.begin();
    row.line = json.currentTokenLocation().getLineNr();
    row.read(json);
    return true;
  }

  /** Moves to the first token of the next record; returns false at the end of the file. */
  private boolean toNextRecord() throws IOException {
    if (inArray && json.nextToken() != JsonToken.END_ARRAY) {
      return true;
    }
    inArray = false;
    while (toNextDocument()) {
      if (descend(records)) {
        hasShownRecords = true;
        if (json.currentToken() != JsonToken.START_ARRAY) {
          return true;
        }
        if (json.nextToken() != JsonToken.END_ARRAY) {
          inArray = true;
          return true;
        }
      }
    }
    if (!hasShownRecords) {
      throw new FormatException(
          records.matches() ? "is empty" : "has no value at %s".formatted(records));
    }
    return false;
  }

  /** Reads the rest of a document, and the first token of the next one. */
  private boolean toNextDocument() throws IOException {
    while (!json.getParsingContext().inRoot()) {
      json.nextToken();
    }
    return json.nextToken() != null;
  }

  /**
   * Moves from a value to the one below it that a pointer names; returns false if there is none.
   */
  private boolean descend(JsonPointer pointer) throws IOException {
    if (pointer.matches()) {
      return true;
    }
    boolean isArray = json.currentToken() == JsonToken.START_ARRAY;
    if (!json.currentToken().isStructStart()) {
      return false;
    }
    for (int index = 0; !json.nextToken().isStructEnd(); index++) {
      String name = isArray ? Integer.toString(index) : json.currentName();
      if (!isArray) {
        json.nextToken();
      }
      if (name.equals(pointer.getMatchingProperty())) {
        return descend(pointer.tail());
      }
      json.skipChildren();
    }
    return false;
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
    try (bytes) {
      json.close();
    }
  }

  /** A record of the document. */
  private static final class DocumentRow extends JsonRow {

    private final JsonColumns columns;
    private long line;

    DocumentRow(JsonColumns columns) {
      super(columns);
      this.columns = columns;
    }

    @Override
    public long line() {
      return line;
    }

    @Override
    public String raw(int limit) {
      return FieldsText.of(this, columns.names(), limit);
    }
  }
}
