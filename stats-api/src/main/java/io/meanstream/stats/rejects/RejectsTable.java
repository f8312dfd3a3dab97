package io.meanstream.stats.rejects;

import io.meanstream.stats.http.CsvColumns;
import io.meanstream.stats.http.CsvText;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Rejects as CSV: the columns of the source, where all rejects are of one, then the reason. The raw
 * row is there where it does not fit into the columns of the source.
 */
final class RejectsTable implements CsvColumns<Reject> {

  private static final List<String> REASON =
      List.of(
          "reject.source",
          "reject.row",
          "reject.line",
          "reject.field",
          "reject.rule",
          "reject.message",
          "reject.raw");

  /** A sign does not make a formula of a number, and an apostrophe would break it. */
  private static final Pattern NUMBER = Pattern.compile("[+-]?[0-9]+([.,][0-9]+)?");

  private final SourceTable source;

  private RejectsTable(SourceTable source) {
    this.source = source;
  }

  /** The table of the rejects of a source, or of several. */
  static RejectsTable of(SourceTable source) {
    return new RejectsTable(source);
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
    Optional<List<String>> fields = RawRow.fields(reject, source);
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
    return text == null || NUMBER.matcher(text).matches() ? text : CsvText.disarmed(text);
  }
}
