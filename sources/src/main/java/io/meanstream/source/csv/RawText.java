package io.meanstream.source.csv;

/**
 * A row written as CSV again, for people: clipped, and safe to show on a terminal.
 *
 * <p>Control characters but tab and line ends, and halves of characters, are written as {@code
 * \}{@code uXXXX}; what was clipped ends with {@code …}.
 */
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
        return clipped(raw, limit);
      }
    }
    return raw.toString();
  }

  private static String clipped(StringBuilder raw, int limit) {
    int end = Character.isHighSurrogate(raw.charAt(limit - 1)) ? limit - 1 : limit;
    raw.setLength(end);
    return raw.append('…').toString();
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
      } else if (c == Flaw.UNDECODABLE) {
        raw.append('\uFFFD');
      } else if (isUnsafe(text, at, row.start(field), end)) {
        raw.append("\\u%04X".formatted((int) c));
      } else {
        raw.append(c);
      }
    }
  }

  private static boolean isUnsafe(char[] text, int at, int start, int end) {
    char c = text[at];
    if (Character.isHighSurrogate(c)) {
      return at + 1 == end || !Character.isLowSurrogate(text[at + 1]);
    }
    if (Character.isLowSurrogate(c)) {
      return at == start || !Character.isHighSurrogate(text[at - 1]);
    }
    return Character.isISOControl(c) && c != '\t' && c != '\n' && c != '\r';
  }
}
