package io.meanstream.launch.averages;

import com.fasterxml.jackson.databind.JsonNode;
import io.meanstream.catalog.Dataset;
import io.meanstream.catalog.Exclusion;
import io.meanstream.catalog.Measure;
import io.meanstream.launch.show.Csv;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/**
 * A line for each average with everything that is known of it: {@code excluded.RULE} and {@code
 * MEASURE.mean}, {@code MEASURE.sum}… as columns. An empty field is a value that does not exist.
 */
final class AveragesCsv implements AveragesWriter {

  private static final List<String> STATISTICS =
      List.of("count", "mean", "sum", "min", "max", "stddev");

  private final Dataset dataset;
  private final PrintStream out;
  private boolean begun;

  AveragesCsv(Dataset dataset, PrintStream out) {
    this.dataset = dataset;
    this.out = out;
  }

  @Override
  public void accept(JsonNode page) {
    if (!begun) {
      out.println(Csv.line(header(page)));
      begun = true;
    }
    String period = page.path("period").asText();
    page.path("items").forEach(item -> out.println(Csv.line(cells(period, item))));
  }

  @Override
  public void close() {
    out.flush();
  }

  private List<String> header(JsonNode page) {
    List<String> header = new ArrayList<>(List.of("period", "label", "start", "end"));
    page.path("items").path(0).path("group").fieldNames().forEachRemaining(header::add);
    header.add("count");
    for (Exclusion exclusion : dataset.exclude()) {
      header.add("excluded." + exclusion.name());
    }
    for (Measure measure : dataset.measures()) {
      STATISTICS.forEach(statistic -> header.add(measure.name() + "." + statistic));
    }
    return header;
  }

  private List<String> cells(String period, JsonNode item) {
    List<String> cells = new ArrayList<>();
    cells.add(period);
    List.of("label", "start", "end").forEach(field -> cells.add(text(item.path(field))));
    item.path("group").forEach(value -> cells.add(text(value)));
    cells.add(text(item.path("count")));
    for (Exclusion exclusion : dataset.exclude()) {
      cells.add(Long.toString(Excluded.by(exclusion.name(), item)));
    }
    for (Measure measure : dataset.measures()) {
      JsonNode values = item.path("measures").path(measure.name());
      STATISTICS.forEach(statistic -> cells.add(text(values.path(statistic))));
    }
    return cells;
  }

  private static String text(JsonNode value) {
    return value.isNull() ? "" : value.asText();
  }
}
