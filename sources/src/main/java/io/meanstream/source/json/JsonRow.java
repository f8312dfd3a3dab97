package io.meanstream.source.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.meanstream.source.RawRow;
import io.meanstream.source.RowFault;
import io.meanstream.source.SafeText;
import io.meanstream.source.json.JsonColumns.Node;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;

/** One JSON object as a row: the values that belong to columns. Other values are ignored. */
abstract class JsonRow extends RawRow {

  private static final int EMPTY = Integer.MAX_VALUE;

  private final JsonColumns columns;

  /** The rank of the pointer that filled a column. */
  private final int[] filledBy;

  private RowFault fault;

  JsonRow(JsonColumns columns) {
    this.columns = columns;
    this.filledBy = new int[columns.names().size()];
  }

  @Override
  public final Optional<RowFault> fault() {
    return Optional.ofNullable(fault);
  }

  /** Starts a record without values. */
  final void begin() {
    begin(columns.names().size());
    Arrays.fill(filledBy, EMPTY);
    fault = null;
  }

  /** Marks the record as unusable; the first fault counts. */
  final void fail(int column, String rule, String message) {
    if (fault == null) {
      fault = new RowFault(column, rule, message);
    }
  }

  /**
   * Reads the value at the parser's position and leaves the parser at its end.
   *
   * @throws IOException if it is not JSON
   */
  final void read(JsonParser json) throws IOException {
    if (json.currentToken() == JsonToken.START_OBJECT) {
      while (json.nextToken() != JsonToken.END_OBJECT) {
        Node place = columns.top(json.currentName());
        json.nextToken();
        readValue(json, place);
      }
    } else {
      fail(RowFault.NONE, "json", "is %s, not an object".formatted(kind(json.currentToken())));
      json.skipChildren();
    }
  }

  private void readValue(JsonParser json, Node place) throws IOException {
    if (place == null) {
      json.skipChildren();
      return;
    }
    JsonToken token = json.currentToken();
    if (place.column() != Node.NO_COLUMN) {
      readColumn(json, place, token);
    }
    if (token.isStructStart() && place.hasChildren()) {
      readChildren(json, place, token == JsonToken.START_ARRAY);
    } else {
      json.skipChildren();
    }
  }

  private void readChildren(JsonParser json, Node place, boolean isArray) throws IOException {
    int index = 0;
    while (!json.nextToken().isStructEnd()) {
      String name = isArray ? Integer.toString(index++) : json.currentName();
      if (!isArray) {
        json.nextToken();
      }
      readValue(json, place.child(name));
    }
  }

  private void readColumn(JsonParser json, Node place, JsonToken token) throws IOException {
    int column = place.column();
    columns.show(column);
    if (filledBy[column] == place.rank()) {
      fail(column, "json", "appears twice in the record");
    } else if (place.rank() < filledBy[column] && token != JsonToken.VALUE_NULL) {
      filledBy[column] = place.rank();
      if (token.isStructStart()) {
        fail(column, "type", "is %s, not a single value".formatted(kind(token)));
      } else {
        fill(column, json.getTextCharacters(), json.getTextOffset(), json.getTextLength());
      }
    }
  }

  private void fill(int column, char[] text, int offset, int length) {
    if (length > MAX_FIELD || length() + length > MAX_RECORD) {
      fail(column, "size", "larger than the limit for a field or a record");
      return;
    }
    for (int at = offset; at < offset + length; at++) {
      if (SafeText.isHalf(text, at, offset, offset + length)) {
        fail(column, "charset", "character %d is an unpaired surrogate".formatted(at - offset + 1));
        return;
      }
    }
    set(column, text, offset, length);
  }

  private static String kind(JsonToken token) {
    return switch (token) {
      case START_OBJECT -> "an object";
      case START_ARRAY -> "an array";
      case VALUE_STRING -> "a string";
      case VALUE_NULL -> "null";
      case VALUE_TRUE, VALUE_FALSE -> "true or false";
      default -> "a number";
    };
  }
}
