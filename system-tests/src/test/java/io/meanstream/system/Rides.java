package io.meanstream.system;

import io.meanstream.testing.DuckDbRides;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.ZoneId;
import java.util.Map;
import java.util.TreeMap;

/** Expected results for the rides of CSV files, computed by DuckDB. */
final class Rides implements AutoCloseable {

  private final DuckDbRides tables;

  /** One expected average. */
  record Average(long count, Map<String, Long> excluded, Double duration, Double distance) {}

  private Rides(DuckDbRides tables) {
    this.tables = tables;
  }

  /** The rows of files with Divvy's 13 columns. */
  static Rides of(ZoneId zone, Path... files) throws SQLException {
    return new Rides(DuckDbRides.of(zone, files));
  }

  /** The rows of files with Citi Bike's 15 older columns, identified by bike and start. */
  static Rides withOldColumns(ZoneId zone, Path... files) throws SQLException {
    return new Rides(DuckDbRides.withOldColumns(zone, files));
  }

  /** A column's values by row number, counted from 1. */
  static Map<Long, String> values(Path file, String column) throws SQLException {
    Map<Long, String> values = new TreeMap<>();
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                """
                SELECT row_number() OVER (), %s
                FROM read_csv('%s', header = true, all_varchar = true)
                """
                    .formatted(column, file))) {
      while (rows.next()) {
        values.put(rows.getLong(1), rows.getString(2));
      }
    }
    return values;
  }

  /** The number of rows in the files. */
  long rows() throws SQLException {
    return number("SELECT count(*) FROM raw");
  }

  /** The number of distinct rides. */
  long distinct() throws SQLException {
    return number("SELECT count(DISTINCT id) FROM rides");
  }

  /** Each ride's id with its start and end in milliseconds and its station, comma-separated. */
  Map<String, String> byId() throws SQLException {
    Map<String, String> rides = new TreeMap<>();
    try (Statement statement = tables.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "SELECT id, start_ms, end_ms, start_station_name, end_lat::DOUBLE FROM rides")) {
      while (rows.next()) {
        rides.put(
            rows.getString(1),
            "%d,%d,%s,%s"
                .formatted(rows.getLong(2), rows.getLong(3), rows.getString(4), rows.getObject(5)));
      }
    }
    return rides;
  }

  /**
   * The averages by label and group value, keyed by {@code label} or {@code label / value}.
   *
   * @param period {@code hour}, {@code day}, {@code week}, {@code month} or {@code quarter}
   * @param group a column, or empty for the overall averages
   */
  Map<String, Average> averages(String period, String group) throws SQLException {
    String value = group.isEmpty() ? "''" : "' / ' || coalesce(" + group + ", 'null')";
    Map<String, Average> averages = new TreeMap<>();
    try (Statement statement = tables.createStatement();
        ResultSet rows =
            statement.executeQuery(
                """
                SELECT %s || %s, count(*) FILTER (rule IS NULL),
                  favg(duration) FILTER (rule IS NULL), favg(distance) FILTER (rule IS NULL),
                  histogram(rule) FILTER (rule IS NOT NULL)
                FROM rides GROUP BY 1
                """
                    .formatted(period, value))) {
      while (rows.next()) {
        averages.put(
            rows.getString(1),
            new Average(
                rows.getLong(2),
                counts(rows.getObject(5)),
                (Double) rows.getObject(3),
                (Double) rows.getObject(4)));
      }
    }
    return averages;
  }

  /**
   * By label, the valid rides divided by the period's days between the first and the last ride.
   *
   * @param period {@code week}, {@code month} or {@code quarter}
   */
  Map<String, Double> ridesPerDay(String period) throws SQLException {
    Map<String, Double> means = new TreeMap<>();
    try (Statement statement = tables.createStatement();
        ResultSet rows =
            statement.executeQuery(
                """
                SELECT %1$s, count(*) FILTER (rule IS NULL) / (1 + datediff('day',
                    greatest(min(date_trunc('%1$s', day::DATE)), min(first)),
                    least(min(date_trunc('%1$s', day::DATE)) + INTERVAL 1 %1$s - INTERVAL 1 DAY,
                      min(last))))
                FROM rides, (SELECT min(day::DATE) AS first, max(day::DATE) AS last FROM rides)
                GROUP BY 1
                """
                    .formatted(period))) {
      while (rows.next()) {
        means.put(rows.getString(1), rows.getDouble(2));
      }
    }
    return means;
  }

  private static Map<String, Long> counts(Object histogram) {
    Map<String, Long> counts = new TreeMap<>();
    if (histogram instanceof Map<?, ?> map) {
      map.forEach((rule, n) -> counts.put(rule.toString(), ((Number) n).longValue()));
    }
    return counts;
  }

  private long number(String sql) throws SQLException {
    try (Statement statement = tables.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getLong(1);
    }
  }

  @Override
  public void close() throws SQLException {
    tables.close();
  }
}
