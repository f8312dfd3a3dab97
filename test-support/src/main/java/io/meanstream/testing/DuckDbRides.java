package io.meanstream.testing;

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
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;

/**
 * Reads rides from CSV files into a DuckDB table {@code rides}, as an independent source of
 * expected values.
 *
 * <p>The table has the files' columns and {@code row} (from 1), {@code id}, {@code start_ms},
 * {@code end_ms}, the labels {@code hour}, {@code day}, {@code week}, {@code month} and {@code
 * quarter} of the start, {@code duration} in seconds, {@code distance} in kilometres, and {@code
 * rule}, the first rule that leaves the ride out of the averages. The table {@code raw} has the
 * files' rows as they are.
 *
 * <p>Local times are resolved by java.time, since DuckDB takes the later of two offsets in the hour
 * that the clock repeats and does not move a time that the clock skips.
 */
public final class DuckDbRides implements AutoCloseable {

  private static final DateTimeFormatter HOUR = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HHxxx");

  /** Maps the columns of the operators' older files to the names in use since 2020. */
  private static final String OLD_COLUMNS =
      """
      bikeid, NULL AS ride_id, NULL AS rideable_type, starttime AS started_at,
      stoptime AS ended_at, "start station name" AS start_station_name,
      "end station name" AS end_station_name, "start station latitude" AS start_lat,
      "start station longitude" AS start_lng, "end station latitude" AS end_lat,
      "end station longitude" AS end_lng, usertype AS member_casual
      """;

  private final DuckDBConnection duckdb;

  private DuckDbRides(DuckDBConnection duckdb) {
    this.duckdb = duckdb;
  }

  /** The rows of files with Divvy's 13 columns. */
  public static DuckDbRides of(ZoneId zone, Path... files) throws SQLException {
    return of(zone, "*", "ride_id", files);
  }

  /** The rows of files with Citi Bike's 15 older columns, named by bike and start. */
  public static DuckDbRides withOldColumns(ZoneId zone, Path... files) throws SQLException {
    return of(zone, OLD_COLUMNS, "bikeid || '|' || start", files);
  }

  private static DuckDbRides of(ZoneId zone, String columns, String id, Path... files)
      throws SQLException {
    Connection connection = DriverManager.getConnection("jdbc:duckdb:");
    DuckDbRides rides = new DuckDbRides(connection.unwrap(DuckDBConnection.class));
    String names =
        Stream.of(files).map(f -> "'" + f + "'").collect(Collectors.joining(", ", "[", "]"));
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

  private void resolve(ZoneId zone) throws SQLException {
    try (Statement statement = duckdb.createStatement();
        ResultSet rows = statement.executeQuery("SELECT row, started_at, ended_at FROM raw");
        DuckDBAppender instants = duckdb.createAppender("main", "instants")) {
      while (rows.next()) {
        ZonedDateTime start = at(rows.getString(2), zone);
        ZonedDateTime end = at(rows.getString(3), zone);
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

  private static ZonedDateTime at(String text, ZoneId zone) {
    return LocalDateTime.parse(text.replace(' ', 'T')).atZone(zone);
  }

  /** A statement on the tables; the caller closes it. */
  public Statement createStatement() throws SQLException {
    return duckdb.createStatement();
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
