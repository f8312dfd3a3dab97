package io.meanstream.stats.averages;

import io.meanstream.catalog.dataset.Dataset;
import io.meanstream.catalog.dataset.Exclusion;
import io.meanstream.catalog.dataset.Measure;
import io.meanstream.catalog.value.FieldType;
import io.meanstream.stats.averages.Average.Earlier;
import io.meanstream.stats.averages.Average.Mean;
import io.meanstream.stats.http.CsvColumns;
import io.meanstream.stats.http.CsvFormulas;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/**
 * Converts averages to CSV (RFC 4180). Columns are named after their paths in the JSON document, as
 * pandas' {@code json_normalize} does, so they depend only on the request.
 */
final class AveragesCsv implements CsvColumns<Average> {

  private final List<Column> columns = new ArrayList<>();

  private record Column(String name, Function<Average, String> cell) {}

  private AveragesCsv() {}

  /** The columns for the averages of a query. */
  static AveragesCsv of(AveragesQuery query) {
    AveragesCsv table = new AveragesCsv();
    table.add("label", Average::label);
    table.add("start", Average::start);
    table.add("end", Average::end);
    if (query.groups().isMixed()) {
      table.add("by", average -> String.join(",", average.group().keySet()));
    }
    query.groups().fields().forEach(field -> table.addGroup(query.dataset(), field));
    table.add("count", Average::count);
    table.add("rowsPerDay", Average::rowsPerDay);
    query.dataset().exclude().stream().map(Exclusion::name).forEach(table::addExcluded);
    table.addMeasures(query, "", Average::measures);
    table.add("over", Average::over);
    table.add("complete", Average::complete);
    table.add("late", Average::late);
    table.add("computedAt", Average::computedAt);
    if (query.comparison().isPresent()) {
      table.addCompared("label", Earlier::label);
      table.addCompared("start", Earlier::start);
      table.addCompared("end", Earlier::end);
      table.addCompared("count", Earlier::count);
      table.addCompared("rowsPerDay", Earlier::rowsPerDay);
      table.addMeasures(query, "compared.", earlier(Earlier::measures));
      table.addCompared("complete", Earlier::complete);
    }
    return table;
  }

  @Override
  public List<String> header() {
    return columns.stream().map(Column::name).toList();
  }

  private void add(String name, Function<Average, Object> value) {
    columns.add(new Column(name, average -> cell(value.apply(average))));
  }

  /** Decimals are strings in JSON but numbers in a spreadsheet. */
  private void addGroup(Dataset dataset, String field) {
    boolean isText = dataset.fields().get(dataset.indexOf(field)).type() == FieldType.STRING;
    columns.add(
        new Column(
            "group." + field,
            average -> {
              Object value = average.group().get(field);
              return isText ? cell(value) : Objects.toString(value, null);
            }));
  }

  private void addExcluded(String rule) {
    add("excluded." + rule, average -> average.excluded().getOrDefault(rule, 0L));
  }

  private void addCompared(String name, Function<Earlier, Object> value) {
    add("compared." + name, earlier(value));
  }

  private static <T> Function<Average, T> earlier(Function<Earlier, T> value) {
    return average -> Optional.ofNullable(average.compared()).map(value).orElse(null);
  }

  /** {@code of} may return null. */
  private void addMeasures(
      AveragesQuery query, String prefix, Function<Average, Map<String, Mean>> of) {
    for (Measure measure : query.measures()) {
      String name = prefix + "measures." + measure.name() + ".";
      Function<Average, Optional<Mean>> mean =
          average -> Optional.ofNullable(of.apply(average)).map(it -> it.get(measure.name()));
      add(name + "unit", average -> mean.apply(average).map(Mean::unit).orElse(null));
      query
          .statistics()
          .forEach(
              statistic ->
                  add(
                      name + statistic.id(),
                      average -> mean.apply(average).map(statistic::of).orElse(null)));
    }
  }

  @Override
  public List<String> cells(Average average) {
    List<String> cells = new ArrayList<>(columns.size());
    columns.forEach(column -> cells.add(column.cell().apply(average)));
    return cells;
  }

  private static String cell(Object value) {
    if (value instanceof String text) {
      return CsvFormulas.escape(text);
    }
    return value == null ? null : value.toString();
  }
}
