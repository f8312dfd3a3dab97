package io.meanstream.protocol;

import io.meanstream.catalog.MalformedRecordException;

/**
 * The first row of a source that cannot be used.
 *
 * @param row which data row it is, counted from 1
 * @param line the line at which it starts, counted from 1
 * @param field the first field that is wrong, or empty where it is the row as a whole
 * @param rule which rule it breaks
 * @param message what is wrong, in words
 */
public record FirstReject(long row, long line, String field, String rule, String message) {

  JsonFields toJson() {
    return new JsonFields()
        .number("row", row)
        .number("line", line)
        .text("field", field)
        .text("rule", rule)
        .text("message", message);
  }

  static FirstReject from(JsonObject json) throws MalformedRecordException {
    return new FirstReject(
        json.number("row").orElse(0L),
        json.number("line").orElse(0L),
        json.text("field").orElse(""),
        json.text("rule").orElse(""),
        json.text("message").orElse(""));
  }
}
