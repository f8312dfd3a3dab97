package io.meanstream.source.validate;

import io.meanstream.catalog.dataset.Dataset;
import io.meanstream.source.ReadOptions;
import io.meanstream.source.RowReader;
import io.meanstream.source.SourceException;
import io.meanstream.source.SourceFile;
import io.meanstream.source.type.Columns;
import io.meanstream.source.type.Row;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.LongConsumer;

/**
 * What the ingestor would do with the rows of one source.
 *
 * @param source its name
 * @param read the number of rows below its header
 * @param accepted the number of valid rows
 * @param rejected the number of rejected rows
 * @param rejectedByRule the rejected rows by the rule they break
 * @param ambiguousTimes local times that the zone's clock shows twice or never
 * @param unknownColumns columns that match no field
 * @param missingColumns fields without a column
 * @param warnings what the user should check
 * @param examples the first reject of each rule
 */
public record SourceReport(
    String source,
    long read,
    long accepted,
    long rejected,
    SortedMap<String, Long> rejectedByRule,
    long ambiguousTimes,
    List<String> unknownColumns,
    List<String> missingColumns,
    List<String> warnings,
    List<Row.Rejected> examples) {

  private static final int PROGRESS_ROWS = 10_000;

  /**
   * Reads a source to its end.
   *
   * @throws SourceException if it cannot be read, or does not match the dataset
   */
  static SourceReport of(
      SourceFile source, Dataset dataset, ReadOptions options, LongConsumer progress)
      throws SourceException {
    SortedMap<String, Long> byRule = new TreeMap<>();
    List<Row.Rejected> examples = new ArrayList<>();
    long accepted = 0;
    long rejected = 0;
    try (RowReader rows = RowReader.look(source, dataset, options)) {
      for (Optional<Row> row = rows.next(); row.isPresent(); row = rows.next()) {
        if (row.get() instanceof Row.Rejected reject) {
          rejected++;
          if (byRule.merge(reject.rule(), 1L, Long::sum) == 1) {
            examples.add(reject);
          }
        } else {
          accepted++;
        }
        if ((accepted + rejected) % PROGRESS_ROWS == 0) {
          progress.accept(accepted + rejected);
        }
      }
      Columns columns = rows.foundColumns();
      return new SourceReport(
          source.name(),
          accepted + rejected,
          accepted,
          rejected,
          byRule,
          rows.ambiguousTimes(),
          columns.unknown(),
          columns.missing(),
          rows.warnings().texts(),
          examples);
    } catch (IOException e) {
      throw new SourceException(source.name(), "cannot be closed: " + e.getMessage());
    }
  }
}
