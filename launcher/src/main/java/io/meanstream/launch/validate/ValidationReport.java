package io.meanstream.launch.validate;

import com.fasterxml.jackson.databind.JsonNode;
import io.meanstream.launch.api.Submission;
import io.meanstream.launch.show.Console;
import io.meanstream.launch.show.Csv;
import io.meanstream.launch.show.Format;
import io.meanstream.launch.show.Json;
import io.meanstream.launch.show.Table;
import io.meanstream.launch.show.Table.Column;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What would become of the rows of some sources, as the ingestor's reading says it. */
public record ValidationReport(JsonNode document) {

  private static final List<String> COUNTS =
      List.of("read", "accepted", "rejected", "ambiguousTimes");

  /** Whether every row of every source would be accepted. */
  public boolean isGood() {
    return document.path("rejected").asLong() == 0 && document.path("failed").isEmpty();
  }

  /** The balance in a few words. */
  public String summary() {
    return String.format(
        Locale.ROOT,
        "%,d read = %,d accepted + %,d rejected",
        document.path("read").asLong(),
        document.path("accepted").asLong(),
        document.path("rejected").asLong());
  }

  /** Prints it. */
  public void print(Format format, Console console) {
    switch (format) {
      case JSON -> console.print(Json.pretty(document));
      case CSV -> printCsv(console);
      case TABLE -> printTables(console);
    }
  }

  private void printCsv(Console console) {
    List<String> titles = new ArrayList<>(List.of("source"));
    titles.addAll(COUNTS);
    console.print(Csv.line(titles));
    for (JsonNode source : document.path("sources")) {
      List<String> cells = new ArrayList<>(List.of(source.path("source").asText()));
      COUNTS.forEach(count -> cells.add(source.path(count).asText()));
      console.print(Csv.line(cells));
    }
  }

  private void printTables(Console console) {
    Table sources =
        new Table(
            List.of(
                Column.text("source"),
                Column.number("read"),
                Column.number("accepted"),
                Column.number("rejected"),
                Column.number("ambiguous times")));
    document.path("sources").forEach(source -> sources.add(counts(source)));
    sources.lines().forEach(console::print);
    for (JsonNode source : document.path("sources")) {
      printColumns("unknown", source, console);
      printColumns("missing", source, console);
      source
          .path("warnings")
          .forEach(
              it ->
                  console.print(
                      "%s: warning: %s".formatted(source.path("source").asText(), it.asText())));
      printExamples(source, console);
    }
    Submission.lines(Submission.skipped(document.path("skipped"))).forEach(console::print);
    document.path("failed").forEach(it -> console.print("failed: " + it.path("error").asText()));
  }

  private static List<String> counts(JsonNode source) {
    List<String> cells = new ArrayList<>(List.of(source.path("source").asText()));
    COUNTS.forEach(
        count -> cells.add(String.format(Locale.ROOT, "%,d", source.path(count).asLong())));
    return cells;
  }

  private static void printColumns(String kind, JsonNode source, Console console) {
    List<String> names = new ArrayList<>();
    source.path(kind + "Columns").forEach(name -> names.add(name.asText()));
    if (!names.isEmpty()) {
      console.print(
          "%s: %s columns: %s"
              .formatted(source.path("source").asText(), kind, String.join(", ", names)));
    }
  }

  private static void printExamples(JsonNode source, Console console) {
    for (JsonNode example : source.path("examples")) {
      String rule = example.path("rule").asText();
      console.print(
          String.format(
              Locale.ROOT,
              "%s:%d: the first of %,d rejected by %s: %s%s",
              source.path("source").asText(),
              example.path("line").asLong(),
              source.path("rejectedByRule").path(rule).asLong(),
              rule,
              fieldOf(example),
              example.path("message").asText()));
    }
  }

  /** What the message is about; nothing where that is the whole row. */
  private static String fieldOf(JsonNode example) {
    String field = example.path("field").asText("");
    return field.isEmpty() || example.path("field").isNull() ? "" : field + ": ";
  }
}
