package io.meanstream.batch;

import static org.assertj.core.api.Assertions.assertThat;

import io.meanstream.catalog.dataset.Dataset;
import io.meanstream.catalog.dataset.Grouping;
import io.meanstream.catalog.period.Period;
import io.meanstream.testing.DuckDbRides;
import java.nio.file.Path;
import java.sql.Array;
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
        var_pop(distance) FILTER (rule IS NULL) * count(distance) FILTER (rule IS NULL),
        quantile_disc(duration, [0.5, 0.9, 0.99, 0.4946, 0.8946, 0.9846, 0.5054, 0.9054, 0.9954])
          FILTER (rule IS NULL),
        quantile_disc(distance, [0.5, 0.9, 0.99, 0.4946, 0.8946, 0.9846, 0.5054, 0.9054, 0.9954])
          FILTER (rule IS NULL)
      FROM rides GROUP BY 1, 2
      """;

  /** Up to so many values percentiles are exact; those of more may be off by 0.0054 in rank. */
  private static final int EXACT = 1024;

  private static final int PERCENTILES = 3;

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

  private static boolean isSame(OracleAverage expected, OracleAverage actual) {
    return expected != null && actual != null && expected.allows(actual, TOLERANCE);
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
    List<Double> least = new ArrayList<>();
    List<Double> greatest = new ArrayList<>();
    int column = 3 + COUNTS + 2 + 8;
    for (int measure = 0; measure < 2; measure++) {
      Object[] quantiles = quantiles(rows, column + measure);
      boolean isExact = counts.get(COUNTS - 2 + measure) <= EXACT;
      for (int percentile = 0; percentile < PERCENTILES; percentile++) {
        least.add((Double) quantiles[percentile + (isExact ? 0 : PERCENTILES)]);
        greatest.add((Double) quantiles[percentile + (isExact ? 0 : 2 * PERCENTILES)]);
      }
    }
    return new OracleAverage(
        rows.getString(1), rows.getString(2), counts, exact, close, least, greatest);
  }

  private static Object[] quantiles(ResultSet rows, int column) throws SQLException {
    Array quantiles = rows.getArray(column);
    return quantiles == null ? new Object[3 * PERCENTILES] : (Object[]) quantiles.getArray();
  }

  @Override
  public void close() throws SQLException {
    rides.close();
  }
}
