package io.meanstream.source.csv;

import io.meanstream.source.SafeText;

/** Writes a row as CSV again for display: clipped, and escaped by {@link SafeText}. */
final class RawText {

  private RawText() {}

  static String of(CsvRow row, CsvDialect dialect, int limit) {
    StringBuilder raw = new StringBuilder();
    for (int field = 0; field < row.size(); field++) {
      if (field > 0) {
        raw.append(dialect.delimiter());
      }
      if (needsQuotes(row, field, dialect)) {
        raw.append(dialect.quote());
        append(row, field, dialect, raw, limit);
        raw.append(dialect.quote());
      } else {
        append(row, field, dialect, raw, limit);
      }
      if (raw.length() > limit) {
        return SafeText.clip(raw, limit);
      }
    }
    return raw.toString();
  }

  private static boolean needsQuotes(CsvRow row, int field, CsvDialect dialect) {
    for (int at = row.start(field); at < row.end(field); at++) {
      char c = row.text()[at];
      if (c == dialect.delimiter() || c == dialect.quote() || c == '\n' || c == '\r') {
        return true;
      }
    }
    return false;
  }

  private static void append(
      CsvRow row, int field, CsvDialect dialect, StringBuilder raw, int limit) {
    char[] text = row.text();
    int end = Math.min(row.end(field), row.start(field) + limit + 1);
    for (int at = row.start(field); at < end; at++) {
      char c = text[at];
      if (c == dialect.quote()) {
        raw.append(c).append(c);
      } else {
        SafeText.append(raw, text, at, row.start(field), end);
      }
    }
  }
}
