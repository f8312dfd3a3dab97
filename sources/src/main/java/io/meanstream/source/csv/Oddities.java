package io.meanstream.source.csv;

import io.meanstream.source.Warnings;
import io.meanstream.source.type.PlainText;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Collects warnings about the rows of one source, whether accepted or rejected: fields that span so
 * many lines that a quote may be unclosed, and empty fields after the last column. For one thread.
 */
final class Oddities {

  /** A field that spans this many lines is reported. */
  static final int MANY_LINES = 10;

  private static final int SHOWN = 3;

  private final List<String> header;
  private final List<String> longFields = new ArrayList<>();
  private long moreLongFields;
  private long surplusRows;
  private long firstSurplusLine;

  Oddities(List<String> header) {
    this.header = header;
  }

  void look(CsvRow row) {
    for (int field = row.nextQuoted(0); field >= 0; field = row.nextQuoted(field + 1)) {
      if (row.end(field) - row.start(field) >= MANY_LINES && row.lines(field) >= MANY_LINES) {
        addLongField(row, field);
      }
    }
    if (row.size() > header.size() && row.isBlankFrom(header.size())) {
      firstSurplusLine = surplusRows == 0 ? row.line() : firstSurplusLine;
      surplusRows++;
    }
  }

  private void addLongField(CsvRow row, int field) {
    if (longFields.size() == SHOWN) {
      moreLongFields++;
      return;
    }
    String name = field < header.size() ? " " + PlainText.of(header.get(field)) : "";
    longFields.add(
        String.format(
            Locale.ROOT,
            "the field%s that starts on line %d spans %d lines;"
                + " if its closing quote is missing, it has swallowed rows",
            name,
            row.lineOf(field),
            row.lines(field)));
  }

  Warnings warnings() {
    Warnings found = new Warnings(longFields);
    if (moreLongFields > 0) {
      found =
          found.and("%d more fields span %d lines or more".formatted(moreLongFields, MANY_LINES));
    }
    if (surplusRows > 0) {
      found =
          found.and(
              (surplusRows == 1
                          ? "the row on line %2$d has"
                          : "%d rows, the first on line %d, have")
                      .formatted(surplusRows, firstSurplusLine)
                  + " empty fields beyond the header's %d columns; they are ignored"
                      .formatted(header.size()));
    }
    return found;
  }
}
