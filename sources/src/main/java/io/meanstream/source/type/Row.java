package io.meanstream.source.type;

import io.meanstream.catalog.record.TypedRecord;

/** The result of typing one row of a source. */
public sealed interface Row {

  /** The row's number among the source's data rows, counted from 1. */
  long row();

  /** The line at which it starts, counted from 1. */
  long line();

  /**
   * A valid row.
   *
   * @param key the id of its document
   */
  record Accepted(long row, long line, String key, TypedRecord record) implements Row {}

  /**
   * A row that cannot be used.
   *
   * @param field the first invalid field, or empty for the row as a whole
   * @param rule the rule it breaks: {@code required}, {@code type}, {@code min}, {@code max},
   *     {@code columns}, {@code quotes}, {@code size}, {@code charset}, {@code pattern}, {@code
   *     one_of}, {@code json}
   * @param message what is wrong, in words
   * @param raw the row's text, clipped and safe to display
   */
  record Rejected(long row, long line, String field, String rule, String message, String raw)
      implements Row {}
}
