package io.meanstream.batch;

import static org.assertj.core.api.Assertions.assertThat;

import io.meanstream.catalog.Dataset;
import io.meanstream.catalog.Grouping;
import io.meanstream.catalog.Period;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.bson.Document;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;

/**
 * Computes averages of a file of rides with SQL of its own.
 *
 * <p>The instants of local times come from java.time, since DuckDB takes the later of two and does
 * not move a time that the clock skips.
 */
final class DuckDb implements AutoCloseable {

  private static final int COUNTS = 8;
  private static final int SIDE_BY_SIDE = 5;
  private static final double TOLERANCE = 1e-9;
  private static final String AVERAGES =
      """
      SELECT %s AS label, %s AS grp,
        count(*) FILTER (rule IS NULL),
        count(*) FILTER (rule = 'negative'), count(*) FILTER (rule = 'zero'),
        count(*) FILTER (rule = 'short'), count(*) FILTER (rule = 'long'),
        count(*) FILTER (rule = 'test'),
        count(seconds) FILTER (rule IS NULL), count(km) FILTER (rule IS NULL),
        min(seconds) FILTER (rule IS NULL), max(seconds) FILTER (rule IS NULL),
        sum(seconds) FILTER (rule IS NULL), avg(seconds) FILTER (rule IS NULL),
        var_pop(seconds) FILTER (rule IS NULL) * count(seconds) FILTER (rule IS NULL),
        min(km) FILTER (rule IS NULL), max(km) FILTER (rule IS NULL),
        sum(km) FILTER (rule IS NULL), avg(km) FILTER (rule IS NULL),
        var_pop(km) FILTER (rule IS NULL) * count(km) FILTER (rule IS NULL)
      FROM rides GROUP BY 1, 2
      """;

  private final Connection connection;

  private DuckDb(Connection connection) {
    this.connection = connection;
  }

  static DuckDb of(Path csv, ZoneId zone) throws SQLException {
    DuckDb duckDb = new DuckDb(DriverManager.getConnection("jdbc:duckdb:"));
    duckDb.execute(
        "CREATE TABLE raw AS SELECT * FROM read_csv('%s', header = true, all_varchar = true)"
            .formatted(csv));
    duckDb.resolveTimes(zone);
    duckDb.execute(
        """
        CREATE TABLE rides AS
        SELECT *, CASE WHEN seconds < 0 THEN 'negative' WHEN seconds = 0 THEN 'zero'
          WHEN seconds < 60 THEN 'short' WHEN seconds > 86400 THEN 'long'
          WHEN contains(coalesce(start_station_name, ''), 'TEST')
            OR contains(coalesce(end_station_name, ''), 'TEST') THEN 'test' END AS rule
        FROM (
          SELECT raw.*, s.offset_text, (e.millis - s.millis) / 1000.0::DOUBLE AS seconds,
            CAST(s.local AS TIMESTAMP) AS local,
            CASE WHEN (a = 0 AND b = 0) OR (c = 0 AND d = 0) THEN NULL
              ELSE 2 * 6371.0088::DOUBLE * asin(sqrt(
                sin(radians(c - a) / 2) ** 2
                + cos(radians(a)) * cos(radians(c)) * sin(radians(d - b) / 2) ** 2)) END AS km
          FROM (
            SELECT *, CAST(start_lat AS DOUBLE) AS a, CAST(start_lng AS DOUBLE) AS b,
              CAST(end_lat AS DOUBLE) AS c, CAST(end_lng AS DOUBLE) AS d FROM raw) AS raw
          JOIN instants s ON s.text = raw.started_at JOIN instants e ON e.text = raw.ended_at)
        """);
    return duckDb;
  }

  /** By label and group. */
  private Map<String, OracleAverage> averages(String period, String by) throws SQLException {
    Map<String, OracleAverage> averages = new HashMap<>();
    String group = by.isEmpty() ? "NULL" : by;
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(AVERAGES.formatted(labelOf(period), group))) {
      while (rows.next()) {
        OracleAverage average = read(rows);
        averages.put(average.key(), average);
      }
    }
    return averages;
  }

  /** Computes the averages of all periods and groups; how many there are. */
  int averages(Dataset rides) throws SQLException {
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

  /** Fails if what is shown of any period and group is not what DuckDB computes. */
  void assertEqual(FilledStore store, Dataset rides) throws SQLException {
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

  private static String labelOf(String period) {
    return switch (period) {
      case "hour" -> "strftime(local, '%Y-%m-%dT%H') || offset_text";
      case "day" -> "strftime(local, '%Y-%m-%d')";
      case "week" -> "strftime(local, '%G-W%V')";
      case "month" -> "strftime(local, '%Y-%m')";
      default -> "strftime(local, '%Y') || '-Q' || quarter(local)";
    };
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

  private void resolveTimes(ZoneId zone) throws SQLException {
    execute(
        "CREATE TABLE instants (text VARCHAR, millis BIGINT, offset_text VARCHAR, local VARCHAR)");
    List<String> texts = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery("SELECT started_at FROM raw UNION SELECT ended_at FROM raw")) {
      while (rows.next()) {
        texts.add(rows.getString(1));
      }
    }
    try (DuckDBAppender instants =
        connection.unwrap(DuckDBConnection.class).createAppender("main", "instants")) {
      for (String text : texts) {
        ZonedDateTime time = LocalDateTime.parse(text.replace(' ', 'T')).atZone(zone);
        instants.beginRow();
        instants.append(text);
        instants.append(time.toInstant().toEpochMilli());
        instants.append(time.getOffset().getId());
        instants.append(time.toLocalDateTime().toString());
        instants.endRow();
      }
    }
  }

  private void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
