package io.meanstream.stats.rejects;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import io.meanstream.stats.http.SafeText;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The raw text of a reject as the row of CSV that it was. */
final class RawRow {

  /** The rule that a row breaks whose number of fields is not that of the columns. */
  private static final String OTHER_NUMBER = "columns";

  private RawRow() {}

  /**
   * The fields of a row of a source. Where its delimiter is not known, it is among those that give
   * as many fields as there are columns; where these do not agree, nothing is guessed.
   *
   * @return empty where the row has another number of fields, is clipped or ambiguous, or is a
   *     record that the store refused
   */
  static Optional<List<String>> fields(Reject reject, SourceTable source) {
    String raw = reject.raw();
    int columns = source.columns().size();
    boolean readAsRow = reject.line() != null && !OTHER_NUMBER.equals(reject.rule());
    if (raw == null || columns == 0 || !readAsRow || raw.endsWith(SafeText.CLIPPED)) {
      return Optional.empty();
    }
    List<List<String>> readings =
        source
            .delimiter()
            .map(Stream::of)
            .orElse(Stream.of(',', ';', '\t', '|'))
            .map(delimiter -> split(raw, delimiter))
            .filter(fields -> fields.size() == columns)
            .distinct()
            .toList();
    return readings.size() == 1 ? Optional.of(readings.get(0)) : Optional.empty();
  }

  private static List<String> split(String raw, char separator) {
    try (Stream<CsvRecord> rows =
        CsvReader.builder().fieldSeparator(separator).ofCsvRecord(raw).stream()) {
      List<CsvRecord> records = rows.limit(2).toList();
      return records.size() == 1 ? records.get(0).getFields() : List.of();
    } catch (CsvParseException e) {
      // what is no CSV by this separator has no fields by it
      return List.of();
    }
  }
}
