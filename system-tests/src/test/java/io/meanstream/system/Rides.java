package io.meanstream.system;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.IsoFields;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;

/**
 * The rides of CSV files as DuckDB reads them: the independent source of what is expected.
 *
 * <p>Local times are resolved by java.time, since DuckDB takes the later of two offsets in the hour
 * that the clock repeats.
 */
final class Rides implements AutoCloseable {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss[.SSSS]");
  private static final DateTimeFormatter HOUR = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HHxxx");

  /** The columns of the operators' files until 2020, under the names of later ones. */
  private static final String OLD_COLUMNS =
      """
      bikeid, NULL AS ride_id, NULL AS rideable_type, starttime AS started_at,
      stoptime AS ended_at, "start station name" AS start_station_name,
      "end station name" AS end_station_name, "start station latitude" AS start_lat,
      "start station longitude" AS start_lng, "end station latitude" AS end_lat,
      "end station longitude" AS end_lng, usertype AS member_casual
      """;

  private final DuckDBConnection duckdb;

  /** What is expected of one average. */
  record Average(long count, Map<String, Long> excluded, Double duration, Double distance) {}

  private Rides(DuckDBConnection duckdb) {
    this.duckdb = duckdb;
  }

  /** The rows of files with Divvy's 13 columns. */
  static Rides of(ZoneId zone, Path... files) throws SQLException {
    return of(zone, "*", "ride_id", files);
  }

  /** The rows of files with Citi Bike's 15 older columns, named by bike and start. */
  static Rides withOldColumns(ZoneId zone, Path... files) throws SQLException {
    return of(zone, OLD_COLUMNS, "bikeid || '|' || start", files);
  }

  private static Rides of(ZoneId zone, String columns, String id, Path... files)
      throws SQLException {
    Connection connection = DriverManager.getConnection("jdbc:duckdb:");
    Rides rides = new Rides(connection.unwrap(DuckDBConnection.class));
    String names =
        List.of(files).stream().map(f -> "'" + f + "'").collect(Collectors.joining(", ", "[", "]"));
    rides.execute(
        """
        CREATE TABLE raw AS SELECT row_number() OVER () AS row, %s
        FROM read_csv(%s, header = true, all_varchar = true)
        """
            .formatted(columns, names));
    rides.execute(
        "CREATE TABLE instants (row BIGINT, start VARCHAR, start_ms BIGINT, end_ms BIGINT,"
            + " hour VARCHAR, day VARCHAR, week VARCHAR)");
    rides.resolve(zone);
    rides.execute(
        """
        CREATE TABLE rides AS
        SELECT raw.*, %s AS id, start_ms, end_ms, hour, day, week, left(day, 7) AS month,
          strftime(day::DATE, '%%Y-Q') || quarter(day::DATE) AS quarter,
          (end_ms - start_ms) / 1000.0::DOUBLE AS duration,
          CASE
            WHEN (start_lat::DOUBLE = 0 AND start_lng::DOUBLE = 0)
              OR (end_lat::DOUBLE = 0 AND end_lng::DOUBLE = 0) THEN NULL
            ELSE 2 * 6371.0088 * atan2(sqrt(h), sqrt(1 - h))
          END AS distance,
          CASE
            WHEN end_ms < start_ms THEN 'negative_duration'
            WHEN end_ms = start_ms THEN 'zero_duration'
            WHEN end_ms - start_ms < 60000 THEN 'too_short'
            WHEN end_ms - start_ms > 86400000 THEN 'too_long'
            WHEN contains(start_station_name, 'TEST') THEN 'test_station'
            WHEN contains(end_station_name, 'TEST') THEN 'test_station'
          END AS rule
        FROM (
          SELECT *,
            pow(sin(radians(end_lat::DOUBLE - start_lat::DOUBLE) / 2), 2)
              + cos(radians(start_lat::DOUBLE)) * cos(radians(end_lat::DOUBLE))
                * pow(sin(radians(end_lng::DOUBLE - start_lng::DOUBLE) / 2), 2) AS h
          FROM raw) raw
        JOIN instants USING (row)
        """
            .formatted(id));
    return rides;
  }

  /** A column's texts by the number of their row, counted from 1. */
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

  private void resolve(ZoneId zone) throws SQLException {
    try (Statement statement = duckdb.createStatement();
        ResultSet rows = statement.executeQuery("SELECT row, started_at, ended_at FROM raw");
        DuckDBAppender instants = duckdb.createAppender("main", "instants")) {
      while (rows.next()) {
        ZonedDateTime start = LocalDateTime.parse(rows.getString(2), TIME).atZone(zone);
        ZonedDateTime end = LocalDateTime.parse(rows.getString(3), TIME).atZone(zone);
        instants.beginRow();
        instants.append(rows.getLong(1));
        instants.append(start.toInstant().toString());
        instants.append(start.toInstant().toEpochMilli());
        instants.append(end.toInstant().toEpochMilli());
        instants.append(HOUR.format(start));
        instants.append(start.toLocalDate().toString());
        instants.append(week(start.toLocalDate()));
        instants.endRow();
      }
    }
  }

  private static String week(LocalDate date) {
    return "%d-W%02d"
        .formatted(
            date.get(IsoFields.WEEK_BASED_YEAR), date.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR));
  }

  /** How many rows the files have. */
  long rows() throws SQLException {
    return number("SELECT count(*) FROM raw");
  }

  /** How many different rides they have. */
  long distinct() throws SQLException {
    return number("SELECT count(DISTINCT id) FROM rides");
  }

  /** Each ride's id with its start and end in milliseconds and its station, comma-separated. */
  Map<String, String> byId() throws SQLException {
    Map<String, String> rides = new TreeMap<>();
    try (Statement statement = duckdb.createStatement();
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
   * The averages by label and group value, as {@code label} or {@code label / value}.
   *
   * @param period {@code hour}, {@code day}, {@code week}, {@code month} or {@code quarter}
   * @param group a column, or empty for the overall averages
   */
  Map<String, Average> averages(String period, String group) throws SQLException {
    String value = group.isEmpty() ? "''" : "' / ' || coalesce(" + group + ", 'null')";
    Map<String, Average> averages = new TreeMap<>();
    try (Statement statement = duckdb.createStatement();
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
   * By label, the rides that count by the period's days from the first to the last ride's.
   *
   * @param period {@code week}, {@code month} or {@code quarter}
   */
  Map<String, Double> ridesPerDay(String period) throws SQLException {
    Map<String, Double> means = new TreeMap<>();
    try (Statement statement = duckdb.createStatement();
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
    try (Statement statement = duckdb.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getLong(1);
    }
  }

  private void execute(String sql) throws SQLException {
    try (Statement statement = duckdb.createStatement()) {
      statement.execute(sql);
    }
  }

  @Override
  public void close() throws SQLException {
    duckdb.close();
  }
}
