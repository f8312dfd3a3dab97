package io.meanstream.source.validate;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.meanstream.catalog.Catalog;
import io.meanstream.catalog.Dataset;
import io.meanstream.catalog.DefinitionException;
import io.meanstream.source.DataFiles;
import io.meanstream.source.ReadOptions;
import io.meanstream.source.Skipped;
import io.meanstream.source.SourceException;
import io.meanstream.source.SourceFile;
import io.meanstream.source.UnpackLimits;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A program that says what the ingestor would make of files, without Kafka: one JSON document on
 * standard output.
 *
 * <p>It ends with 0; with 1 when rows are rejected or some of the sources cannot be read; with 2,
 * and a line on standard error, when it cannot do what was asked or no source can be read.
 */
public final class Validate {

  private Validate() {}

  /** Runs and ends the process. */
  public static void main(String... words) {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    PrintStream err = new PrintStream(System.err, true, StandardCharsets.UTF_8);
    System.exit(run(out, err, words));
  }

  static int run(PrintStream out, PrintStream err, String... words) {
    try {
      Report report = report(Arguments.parse(words));
      out.println(new ObjectMapper().writeValueAsString(report));
      return report.isGood() ? 0 : 1;
    } catch (UsageException | DefinitionException e) {
      err.println(e.getMessage());
    } catch (UncheckedIOException e) {
      err.println("%s: %s".formatted(e.getMessage(), e.getCause().getMessage()));
    } catch (IOException e) {
      throw new IllegalStateException("a report is always JSON", e);
    }
    return 2;
  }

  private static Report report(Arguments arguments) throws UsageException {
    Dataset dataset =
        Catalog.load(arguments.datasets())
            .find(arguments.dataset())
            .orElseThrow(() -> new UsageException("there is no dataset " + arguments.dataset()));
    ReadOptions options = ReadOptions.of(dataset, arguments.text(), UnpackLimits.STANDARD);
    List<SourceCheck> checks = new ArrayList<>();
    List<FailedSource> failed = new ArrayList<>();
    List<Skipped> skipped = new ArrayList<>();
    for (Path path : arguments.paths()) {
      try {
        DataFiles found = DataFiles.below(path, options.unpack()).of(dataset, path, options);
        skipped.addAll(found.skipped());
        check(found.sources(), dataset, options, checks, failed);
      } catch (SourceException e) {
        failed.add(new FailedSource(path.toString(), e.getMessage()));
      }
    }
    if (checks.isEmpty()) {
      throw new UsageException(
          failed.stream().map(FailedSource::error).collect(Collectors.joining("\n")));
    }
    return Report.of(checks, failed, skipped);
  }

  private static void check(
      List<SourceFile> sources,
      Dataset dataset,
      ReadOptions options,
      List<SourceCheck> checks,
      List<FailedSource> failed) {
    for (SourceFile source : sources) {
      try {
        checks.add(SourceCheck.of(source, dataset, options));
      } catch (SourceException e) {
        failed.add(new FailedSource(source.name(), e.getMessage()));
      }
    }
  }
}
