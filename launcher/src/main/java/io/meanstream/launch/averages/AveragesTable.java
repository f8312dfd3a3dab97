package io.meanstream.launch.averages;

import com.fasterxml.jackson.databind.JsonNode;
import io.meanstream.catalog.period.Period;
import io.meanstream.launch.show.Table;
import io.meanstream.launch.show.Table.Column;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * Prints one line per average: period, group, rows, rows per day from weeks upwards, excluded rows,
 * the chosen statistics of every measure, and whether the period is over and complete.
 */
final class AveragesTable implements Consumer<JsonNode> {

  private static final String COUNT = "count";

  private final List<String> statistics;
  private final PrintStream out;
  private final Runnable heading;
  private boolean begun;

  /**
   * Creates a table.
   *
   * @param statistics of each measure; empty: the mean
   */
  AveragesTable(List<String> statistics, PrintStream out, Runnable heading) {
    this.statistics = statistics.isEmpty() ? List.of("mean") : statistics;
    this.out = out;
    this.heading = heading;
  }

  /** Whether no page had an average. */
  boolean isEmpty() {
    return !begun;
  }

  @Override
  public void accept(JsonNode page) {
    if (page.path("items").isEmpty()) {
      return;
    }
    if (!begun) {
      heading.run();
    }
    Table table = new Table(columns(page));
    page.path("items").forEach(item -> table.add(cells(item, page.path("period"))));
    // titles only once: later pages may be aligned slightly differently, but memory stays constant
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
    if (isOfDays(page.path("period"))) {
      columns.add(Column.number("a day"));
    }
    columns.add(Column.number("excluded"));
    page.path("items")
        .path(0)
        .path("measures")
        .properties()
        .forEach(
            measure ->
                statistics.forEach(
                    statistic ->
                        columns.add(column(statistic, measure.getKey(), measure.getValue()))));
    columns.add(Column.text("state"));
    return columns;
  }

  private static Column column(String statistic, String measure, JsonNode values) {
    String title = statistic + " " + measure;
    return Column.number(
        statistic.equals(COUNT) ? title : "%s (%s)".formatted(title, values.path("unit").asText()));
  }

  private static boolean isOfDays(JsonNode period) {
    return Period.of(period.asText()).filter(Period.DAY::isFinerThan).isPresent();
  }

  private List<String> cells(JsonNode item, JsonNode period) {
    List<String> cells = new ArrayList<>();
    cells.add(item.path("label").asText());
    item.path("group").forEach(value -> cells.add(value.isNull() ? "(none)" : value.asText()));
    cells.add(whole(item.path("count")));
    if (isOfDays(period)) {
      cells.add(decimal(item.path("rowsPerDay")));
    }
    cells.add(String.format(Locale.ROOT, "%,d", excluded(item)));
    for (JsonNode measure : item.path("measures")) {
      statistics.forEach(statistic -> cells.add(cell(statistic, measure.path(statistic))));
    }
    cells.add(state(item));
    return cells;
  }

  private static String cell(String statistic, JsonNode value) {
    return statistic.equals(COUNT) ? whole(value) : decimal(value);
  }

  private static String whole(JsonNode value) {
    return String.format(Locale.ROOT, "%,d", value.asLong());
  }

  private static String decimal(JsonNode value) {
    return value.isNumber() ? String.format(Locale.ROOT, "%,.2f", value.asDouble()) : "-";
  }

  private static String state(JsonNode item) {
    long late = item.path("late").asLong();
    String lateRows = late == 0 ? "" : String.format(Locale.ROOT, ", %,d late", late);
    if (!item.path("over").asBoolean()) {
      return "not over" + lateRows;
    }
    return (item.path("complete").asBoolean() ? "complete" : "waits for a run") + lateRows;
  }

  private static long excluded(JsonNode item) {
    long excluded = 0;
    for (JsonNode rows : item.path("excluded")) {
      excluded += rows.asLong();
    }
    return excluded;
  }
}
