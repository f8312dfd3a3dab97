package io.meanstream.launch.averages;

import com.fasterxml.jackson.databind.JsonNode;
import io.meanstream.launch.show.Table;
import io.meanstream.launch.show.Table.Column;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/** A line for each average: period, group, rows, rows left out, and the mean of every measure. */
final class AveragesTable implements Consumer<JsonNode> {

  private final PrintStream out;
  private boolean begun;

  AveragesTable(PrintStream out) {
    this.out = out;
  }

  @Override
  public void accept(JsonNode page) {
    Table table = new Table(columns(page));
    page.path("items").forEach(item -> table.add(cells(item)));
    // the titles once: a later page may be lined up a little differently, but nothing piles up
    table.lines().stream().skip(begun ? 1 : 0).forEach(out::println);
    begun = true;
  }

  private List<Column> columns(JsonNode page) {
    List<Column> columns = new ArrayList<>();
    columns.add(Column.text(page.path("period").asText()));
    page.path("items")
        .path(0)
        .path("group")
        .fieldNames()
        .forEachRemaining(field -> columns.add(Column.text(field)));
    columns.add(Column.number("rows"));
    columns.add(Column.number("left out"));
    page.path("items")
        .path(0)
        .path("measures")
        .properties()
        .forEach(
            measure ->
                columns.add(
                    Column.number(
                        "mean %s (%s)"
                            .formatted(
                                measure.getKey(), measure.getValue().path("unit").asText()))));
    return columns;
  }

  private List<String> cells(JsonNode item) {
    List<String> cells = new ArrayList<>();
    cells.add(item.path("label").asText());
    item.path("group").forEach(value -> cells.add(value.isNull() ? "(none)" : value.asText()));
    cells.add(String.format(Locale.ROOT, "%,d", item.path("count").asLong()));
    cells.add(String.format(Locale.ROOT, "%,d", excluded(item)));
    for (JsonNode measure : item.path("measures")) {
      JsonNode mean = measure.path("mean");
      cells.add(mean.isNumber() ? String.format(Locale.ROOT, "%,.2f", mean.asDouble()) : "-");
    }
    return cells;
  }

  private static long excluded(JsonNode item) {
    long excluded = 0;
    for (JsonNode rows : item.path("excluded")) {
      excluded += rows.asLong();
    }
    return excluded;
  }
}
