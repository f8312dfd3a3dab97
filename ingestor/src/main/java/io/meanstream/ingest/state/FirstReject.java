package io.meanstream.ingest.state;

import io.meanstream.ingest.type.Row;

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

  /** What is to be said of this row. */
  public static FirstReject of(Row.Rejected row) {
    return new FirstReject(row.row(), row.line(), row.field(), row.rule(), row.message());
  }
}
