package io.meanstream.protocol;

import io.meanstream.catalog.record.MalformedRecordException;

/**
 * The first rejected row of a source.
 *
 * @param row the number of the data row, from 1
 * @param line the line on which the row starts, from 1
 * @param field the first wrong field; empty if the row as a whole is wrong
 * @param rule the rule that the row breaks
 * @param message what is wrong
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
