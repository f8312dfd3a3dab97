package io.meanstream.stats.rejects;

import io.meanstream.stats.http.CsvColumns;
import io.meanstream.stats.http.CsvFormulas;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Converts rejects to CSV: the columns of the source if all rejects come from one source, then the
 * reason. Includes the raw row only if it does not fit the columns of the source.
 */
final class RejectsCsv implements CsvColumns<Reject> {

  private static final List<String> REASON =
      List.of(
          "reject.source",
          "reject.row",
          "reject.line",
          "reject.field",
          "reject.rule",
          "reject.message",
          "reject.raw");

  /** Numbers with a sign are not formulas, and an apostrophe would break them. */
  private static final Pattern NUMBER = Pattern.compile("[+-]?[0-9]+([.,][0-9]+)?");

  private final SourceFormat source;

  private RejectsCsv(SourceFormat source) {
    this.source = source;
  }

  /** The columns for rejects of one source, or of several. */
  static RejectsCsv of(SourceFormat source) {
    return new RejectsCsv(source);
  }

  @Override
  public List<String> header() {
    List<String> header = new ArrayList<>();
    source.columns().forEach(column -> header.add(cell(column)));
    header.addAll(REASON);
    return header;
  }

  @Override
  public List<String> cells(Reject reject) {
    int columns = source.columns().size();
    Optional<List<String>> fields = RawRowParser.parse(reject, source);
    List<String> cells = new ArrayList<>(columns + REASON.size());
    fields
        .orElse(Collections.nCopies(columns, null))
        .forEach(field -> cells.add(field == null || field.isEmpty() ? null : cell(field)));
    cells.add(cell(reject.source()));
    cells.add(number(reject.row()));
    cells.add(number(reject.line()));
    cells.add(cell(reject.field()));
    cells.add(cell(reject.rule()));
    cells.add(cell(reject.message()));
    cells.add(fields.isPresent() ? null : cell(reject.raw()));
    return cells;
  }

  private static String number(Long number) {
    return number == null ? null : number.toString();
  }

  private static String cell(String text) {
    return text == null || NUMBER.matcher(text).matches() ? text : CsvFormulas.escape(text);
  }
}
