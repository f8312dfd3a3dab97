package io.meanstream.source.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The shape of a JSON file: where its records are, and which values they have.
 *
 * @param records the pointer to the records; empty if the document itself is the records
 * @param values the pointers to single values in a record, in the order found
 */
public record JsonShape(String records, List<String> values) {

  private static final int RECORDS = 1_000;
  private static final int VALUES = 200;
  private static final int DEPTH = 5;

  /**
   * Examines the first records of a file.
   *
   * @param lines whether each object is a record, whatever it contains
   * @throws IOException if it cannot be read, or is not JSON
   */
  public static JsonShape of(InputStream in, boolean lines) throws IOException {
    try (JsonParser json = Json.FACTORY.createParser(in)) {
      return new Finder(json, lines).find();
    }
  }

  /** Examines one file. */
  private static final class Finder {

    private final JsonParser json;
    private final Set<String> values = new LinkedHashSet<>();
    private String records = "";
    private boolean isRecord;
    private int count;

    Finder(JsonParser json, boolean lines) {
      this.json = json;
      this.isRecord = lines;
    }

    JsonShape find() throws IOException {
      while (!isFull() && json.nextToken() != null) {
        if (json.currentToken() == JsonToken.START_ARRAY) {
          readRecords();
        } else if (json.currentToken() == JsonToken.START_OBJECT) {
          readDocument();
        } else {
          json.skipChildren();
        }
      }
      return new JsonShape(records, List.copyOf(values));
    }

    /** Reads an object, which is one record unless it contains an array of objects. */
    private void readDocument() throws IOException {
      readObject("", 1);
      count++;
    }

    private boolean isFull() {
      return count >= RECORDS;
    }

    private void readArray(String pointer) throws IOException {
      if (json.nextToken() == JsonToken.START_OBJECT) {
        values.clear();
        records = pointer;
        readElements();
      } else if (json.currentToken() != JsonToken.END_ARRAY) {
        json.skipChildren();
        skipElements();
      }
    }

    private void readRecords() throws IOException {
      if (json.nextToken() != JsonToken.END_ARRAY) {
        readElements();
      }
    }

    /** Reads the elements of an array, starting at the parser's position. */
    private void readElements() throws IOException {
      boolean before = isRecord;
      isRecord = true;
      do {
        if (json.currentToken() == JsonToken.START_OBJECT) {
          readObject("", 1);
          count++;
        } else {
          json.skipChildren();
        }
      } while (!isFull() && json.nextToken() != JsonToken.END_ARRAY);
      isRecord = before;
    }

    private void skipElements() throws IOException {
      while (json.nextToken() != JsonToken.END_ARRAY) {
        json.skipChildren();
      }
    }

    private void readObject(String pointer, int depth) throws IOException {
      while (!isFull() && json.nextToken() != JsonToken.END_OBJECT) {
        String at = pointer + "/" + json.currentName().replace("~", "~0").replace("/", "~1");
        JsonToken token = json.nextToken();
        if (token == JsonToken.START_ARRAY && depth == 1 && !isRecord && records.isEmpty()) {
          readArray(at);
        } else if (token == JsonToken.START_OBJECT && depth < DEPTH) {
          readObject(at, depth + 1);
        } else if (token.isStructStart()) {
          json.skipChildren();
        } else if (values.size() < VALUES && (isRecord || records.isEmpty())) {
          values.add(at);
        }
      }
    }
  }
}
