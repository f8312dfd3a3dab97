package io.meanstream.source.validate;

import io.meanstream.catalog.dataset.Dataset;
import io.meanstream.source.DataFiles;
import io.meanstream.source.ReadOptions;
import io.meanstream.source.Skipped;
import io.meanstream.source.SourceException;
import io.meanstream.source.SourceFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.LongConsumer;

/**
 * What the ingestor would do with the rows of some files: a report for each source, and the totals.
 *
 * @param failed sources that cannot be read or do not match the dataset
 * @param skipped files that are not data files
 */
public record ValidationReport(
    List<SourceReport> sources,
    List<Failed> failed,
    List<Skipped> skipped,
    long read,
    long accepted,
    long rejected,
    SortedMap<String, Long> rejectedByRule,
    long ambiguousTimes) {

  /**
   * A source that cannot be read or does not match the dataset.
   *
   * @param error why, in a line that names the source
   */
  public record Failed(String source, String error) {}

  /**
   * Reads every source of the paths to its end. A source that cannot be read does not stop the
   * others.
   *
   * @param progress called now and then with the number of rows of the current source so far
   */
  public static ValidationReport of(
      Dataset dataset, List<Path> paths, ReadOptions options, LongConsumer progress) {
    List<SourceReport> sources = new ArrayList<>();
    List<Failed> failed = new ArrayList<>();
    List<Skipped> skipped = new ArrayList<>();
    for (Path path : paths) {
      try {
        DataFiles found = DataFiles.below(path, options.unpack()).of(dataset, path, options);
        skipped.addAll(found.skipped());
        for (SourceFile source : found.sources()) {
          try {
            sources.add(SourceReport.of(source, dataset, options, progress));
          } catch (SourceException e) {
            failed.add(new Failed(source.name(), e.getMessage()));
          }
        }
      } catch (SourceException e) {
        failed.add(new Failed(path.toString(), e.getMessage()));
      }
    }
    return sum(sources, failed, skipped);
  }

  private static ValidationReport sum(
      List<SourceReport> sources, List<Failed> failed, List<Skipped> skipped) {
    SortedMap<String, Long> byRule = new TreeMap<>();
    sources.forEach(
        source ->
            source.rejectedByRule().forEach((rule, count) -> byRule.merge(rule, count, Long::sum)));
    return new ValidationReport(
        sources,
        failed,
        skipped,
        sources.stream().mapToLong(SourceReport::read).sum(),
        sources.stream().mapToLong(SourceReport::accepted).sum(),
        sources.stream().mapToLong(SourceReport::rejected).sum(),
        byRule,
        sources.stream().mapToLong(SourceReport::ambiguousTimes).sum());
  }

  /** Whether every source can be read and every row is accepted. */
  public boolean acceptsEverything() {
    return rejected == 0 && failed.isEmpty();
  }
}
