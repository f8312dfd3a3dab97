package io.meanstream.launch.validate;

import io.meanstream.launch.api.Submission;
import io.meanstream.launch.show.Console;
import io.meanstream.launch.show.Csv;
import io.meanstream.launch.show.Format;
import io.meanstream.launch.show.Json;
import io.meanstream.launch.show.OneLine;
import io.meanstream.launch.show.Table;
import io.meanstream.launch.show.Table.Column;
import io.meanstream.source.type.Row;
import io.meanstream.source.validate.SourceReport;
import io.meanstream.source.validate.ValidationReport;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Prints what the ingestor would do with the rows of some files. */
public final class ValidationPrinter {

  private static final int WIDEST_NAME = 80;

  private final Console console;

  public ValidationPrinter(Console console) {
    this.console = console;
  }

  /** The balance in a few words. */
  public static String summary(ValidationReport report) {
    return String.format(
        Locale.ROOT,
        "%,d read = %,d accepted + %,d rejected",
        report.read(),
        report.accepted(),
        report.rejected());
  }

  /** Prints the whole report. */
  public void print(ValidationReport report, Format format) {
    switch (format) {
      case JSON -> console.print(Json.pretty(Json.tree(report)));
      case CSV -> printCsv(report);
      case TABLE -> printTables(report);
    }
  }

  private void printCsv(ValidationReport report) {
    console.print(Csv.line(List.of("source", "read", "accepted", "rejected", "ambiguousTimes")));
    for (SourceReport source : report.sources()) {
      console.print(
          Csv.line(
              List.of(
                  source.source(),
                  String.valueOf(source.read()),
                  String.valueOf(source.accepted()),
                  String.valueOf(source.rejected()),
                  String.valueOf(source.ambiguousTimes()))));
    }
  }

  private void printTables(ValidationReport report) {
    Table sources =
        new Table(
            List.of(
                Column.text("source"),
                Column.number("read"),
                Column.number("accepted"),
                Column.number("rejected"),
                Column.number("ambiguous times")));
    for (SourceReport source : report.sources()) {
      sources.add(
          List.of(
              source.source(),
              grouped(source.read()),
              grouped(source.accepted()),
              grouped(source.rejected()),
              grouped(source.ambiguousTimes())));
    }
    sources.lines().forEach(console::print);
    report.sources().forEach(this::printDetails);
    List<Submission.Skipped> skipped =
        report.skipped().stream()
            .map(it -> new Submission.Skipped(it.source(), it.reason()))
            .toList();
    Submission.lines(skipped).forEach(console::print);
    report.failed().forEach(it -> console.print("failed: " + it.error()));
  }

  private static String grouped(long count) {
    return String.format(Locale.ROOT, "%,d", count);
  }

  private void printDetails(SourceReport source) {
    printNames(source, "unknown columns", source.unknownColumns());
    printNames(source, "optional fields without a column", source.missingColumns());
    source
        .warnings()
        .forEach(it -> console.print("%s: warning: %s".formatted(source.source(), it)));
    for (Row.Rejected example : source.examples()) {
      console.print(
          String.format(
              Locale.ROOT,
              "%s:%d: the first of %,d rejected by %s: %s%s",
              source.source(),
              example.line(),
              source.rejectedByRule().get(example.rule()),
              example.rule(),
              example.field().isEmpty() ? "" : example.field() + ": ",
              example.message()));
    }
  }

  private void printNames(SourceReport source, String kind, List<String> names) {
    if (!names.isEmpty()) {
      console.print(
          "%s: %s: %s"
              .formatted(
                  source.source(),
                  kind,
                  names.stream()
                      .map(name -> OneLine.of(name, WIDEST_NAME))
                      .collect(Collectors.joining(", "))));
    }
  }
}
