package io.meanstream.stats.rejects;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import io.meanstream.stats.http.SafeText;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Splits the raw text of a rejected row into its fields. */
final class RawRowParser {

  /** The rule for rows with a wrong number of fields. */
  private static final String WRONG_FIELD_COUNT = "columns";

  private RawRowParser() {}

  /**
   * The fields of a rejected row. If the delimiter is unknown, tries the usual ones and keeps the
   * result only if it is unambiguous.
   *
   * @return empty if the row has a wrong number of fields, is clipped or ambiguous, or is a record
   *     that the store rejected
   */
  static Optional<List<String>> parse(Reject reject, SourceFormat source) {
    String raw = reject.raw();
    int columns = source.columns().size();
    boolean readAsRow = reject.line() != null && !WRONG_FIELD_COUNT.equals(reject.rule());
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

  private static List<String> split(String raw, char delimiter) {
    try (Stream<CsvRecord> rows =
        CsvReader.builder().fieldSeparator(delimiter).ofCsvRecord(raw).stream()) {
      List<CsvRecord> records = rows.limit(2).toList();
      return records.size() == 1 ? records.get(0).getFields() : List.of();
    } catch (CsvParseException e) {
      // not valid CSV with this delimiter
      return List.of();
    }
  }
}
