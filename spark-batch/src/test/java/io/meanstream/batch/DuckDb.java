package io.meanstream.batch;

import static org.assertj.core.api.Assertions.assertThat;

import io.meanstream.catalog.dataset.Dataset;
import io.meanstream.catalog.dataset.Grouping;
import io.meanstream.catalog.period.Period;
import io.meanstream.testing.DuckDbRides;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.bson.Document;

/** Computes averages of rides from a CSV file with independent SQL. */
public final class DuckDb implements AutoCloseable {

  private static final int COUNTS = 8;
  private static final int SIDE_BY_SIDE = 5;
  private static final double TOLERANCE = 1e-9;
  private static final String AVERAGES =
      """
      SELECT %s AS label, %s AS grp,
        count(*) FILTER (rule IS NULL),
        count(*) FILTER (rule = 'negative_duration'), count(*) FILTER (rule = 'zero_duration'),
        count(*) FILTER (rule = 'too_short'), count(*) FILTER (rule = 'too_long'),
        count(*) FILTER (rule = 'test_station'),
        count(duration) FILTER (rule IS NULL), count(distance) FILTER (rule IS NULL),
        min(duration) FILTER (rule IS NULL), max(duration) FILTER (rule IS NULL),
        sum(duration) FILTER (rule IS NULL), avg(duration) FILTER (rule IS NULL),
        var_pop(duration) FILTER (rule IS NULL) * count(duration) FILTER (rule IS NULL),
        min(distance) FILTER (rule IS NULL), max(distance) FILTER (rule IS NULL),
        sum(distance) FILTER (rule IS NULL), avg(distance) FILTER (rule IS NULL),
        var_pop(distance) FILTER (rule IS NULL) * count(distance) FILTER (rule IS NULL)
      FROM rides GROUP BY 1, 2
      """;

  private final DuckDbRides rides;

  private DuckDb(DuckDbRides rides) {
    this.rides = rides;
  }

  public static DuckDb of(Path csv, ZoneId zone) throws SQLException {
    return new DuckDb(DuckDbRides.of(zone, csv));
  }

  /** By label and group. */
  private Map<String, OracleAverage> averages(String period, String by) throws SQLException {
    Map<String, OracleAverage> averages = new HashMap<>();
    String group = by.isEmpty() ? "NULL" : by;
    try (Statement statement = rides.createStatement();
        ResultSet rows = statement.executeQuery(AVERAGES.formatted(period, group))) {
      while (rows.next()) {
        OracleAverage average = read(rows);
        averages.put(average.key(), average);
      }
    }
    return averages;
  }

  /** Computes the averages of all periods and groups and returns their number. */
  public int averages(Dataset rides) throws SQLException {
    int count = 0;
    for (Grouping grouping : rides.groups()) {
      for (Period period : rides.periods()) {
        if (!period.isFinerThan(grouping.finest())) {
          count += averages(period.id(), grouping.id()).size();
        }
      }
    }
    return count;
  }

  /** Fails if a visible average differs from DuckDB's, for any period and group. */
  public void assertEqual(FilledStore store, Dataset rides) throws SQLException {
    for (Grouping grouping : rides.groups()) {
      for (Period period : rides.periods()) {
        if (!period.isFinerThan(grouping.finest())) {
          assertThat(differences(store, rides, period.id(), grouping.id()))
              .as("%s by [%s]", period.id(), grouping.id())
              .isEmpty();
        }
      }
    }
  }

  private List<String> differences(FilledStore store, Dataset rides, String period, String by)
      throws SQLException {
    Map<String, OracleAverage> expected = averages(period, by);
    Map<String, OracleAverage> actual = new HashMap<>();
    for (Document average : store.shown(rides, period, by)) {
      OracleAverage found = OracleAverage.of(average, by);
      actual.put(found.key(), found);
    }
    assertThat(expected).isNotEmpty();
    return Stream.concat(expected.keySet().stream(), actual.keySet().stream())
        .distinct()
        .sorted()
        .filter(key -> !isSame(expected.get(key), actual.get(key)))
        .limit(SIDE_BY_SIDE)
        .map(key -> "%n  DuckDB %s%n  ours   %s".formatted(expected.get(key), actual.get(key)))
        .toList();
  }

  private static boolean isSame(OracleAverage one, OracleAverage other) {
    return one != null && other != null && one.isSameAs(other, TOLERANCE);
  }

  private static OracleAverage read(ResultSet rows) throws SQLException {
    List<Long> counts = new ArrayList<>();
    for (int column = 3; column < 3 + COUNTS; column++) {
      counts.add(rows.getLong(column));
    }
    List<Double> exact = new ArrayList<>();
    List<Double> close = new ArrayList<>();
    for (int column = 3 + COUNTS; column < 3 + COUNTS + 2; column++) {
      exact.add((Double) rows.getObject(column));
    }
    for (int column = 3 + COUNTS + 2; column < 3 + COUNTS + 10; column++) {
      close.add((Double) rows.getObject(column));
    }
    return new OracleAverage(rows.getString(1), rows.getString(2), counts, exact, close);
  }

  @Override
  public void close() throws SQLException {
    rides.close();
  }
}
