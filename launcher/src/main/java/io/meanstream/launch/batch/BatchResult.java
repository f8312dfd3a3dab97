package io.meanstream.launch.batch;

import com.fasterxml.jackson.databind.JsonNode;
import io.meanstream.launch.show.Console;
import io.meanstream.launch.show.Csv;
import io.meanstream.launch.show.Format;
import io.meanstream.launch.show.Json;
import io.meanstream.launch.show.Table;
import io.meanstream.launch.show.Table.Column;
import java.util.List;
import java.util.Locale;

/** The document that the batch prints after a run: one entry for each dataset. */
public record BatchResult(JsonNode document) implements BatchOutcome {

  private static final List<String> FIELDS =
      List.of("dataset", "run", "days", "rowsRead", "averagesWritten");

  /** A summary of what was computed. */
  @Override
  public String summary() {
    return String.format(
        Locale.ROOT,
        "%,d averages of %,d rows on %,d days",
        sum("averagesWritten"),
        sum("rowsRead"),
        sum("days"));
  }

  private long sum(String field) {
    long sum = 0;
    for (JsonNode run : document.path("runs")) {
      sum += run.path(field).asLong();
    }
    return sum;
  }

  @Override
  public boolean isGood() {
    return true;
  }

  @Override
  public void print(Format format, Console console) {
    switch (format) {
      case JSON -> console.print(Json.pretty(document));
      case CSV -> {
        console.print(Csv.line(FIELDS));
        document.path("runs").forEach(run -> console.print(Csv.line(cells(run))));
      }
      case TABLE -> {
        Table table =
            new Table(
                List.of(
                    Column.text("dataset"),
                    Column.number("run"),
                    Column.number("days"),
                    Column.number("rows read"),
                    Column.number("averages written")));
        document.path("runs").forEach(run -> table.add(cells(run)));
        table.lines().forEach(console::print);
      }
    }
  }

  private static List<String> cells(JsonNode run) {
    return FIELDS.stream().map(field -> run.path(field).asText()).toList();
  }
}
