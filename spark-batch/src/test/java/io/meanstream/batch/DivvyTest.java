package io.meanstream.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.meanstream.catalog.Dataset;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.bson.Document;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The averages of real months, against another engine's from the same file. */
@ExtendWith(Surroundings.class)
class DivvyTest {

  private static final double TOLERANCE = 1e-9;
  private static final int SIDE_BY_SIDE = 5;

  private final Dataset rides = Runs.dataset(Runs.SHIPPED, "rides");

  @ParameterizedTest
  @ValueSource(strings = {"202004-divvy-tripdata.csv", "202102-divvy-tripdata.csv"})
  void theAveragesOfAMonthAreThoseThatDuckDbComputes(
      String file, FilledStore store, SparkEngine spark) throws IOException, SQLException {
    // Given
    Path csv = data().resolve("divvy").resolve(file);
    assumeTrue(Files.exists(csv), () -> "skipped: there is no " + csv + "; see MEANSTREAM_DATA");
    store.insert(rides, Csv.rows(csv, rides));

    // When
    Runs.touchedDays(store, spark, rides);

    // Then
    try (DuckDb duckDb = DuckDb.of(csv, rides.zone())) {
      for (String by : List.of("", "member_casual", "rideable_type", "start_station_name")) {
        for (String period : List.of("day", "week", "month", "quarter")) {
          assertSame(duckDb.averages(period, by), stored(store, period, by), period, by);
        }
      }
      assertSame(duckDb.averages("hour", ""), stored(store, "hour", ""), "hour", "");
    }
  }

  private Map<String, OracleAverage> stored(FilledStore store, String period, String by) {
    Map<String, OracleAverage> averages = new HashMap<>();
    for (Document average : store.shown(rides, period, by)) {
      OracleAverage found = OracleAverage.of(average, by);
      averages.put(found.key(), found);
    }
    return averages;
  }

  private static void assertSame(
      Map<String, OracleAverage> expected,
      Map<String, OracleAverage> actual,
      String period,
      String by) {
    List<String> differences = new ArrayList<>();
    Stream.concat(expected.keySet().stream(), actual.keySet().stream())
        .distinct()
        .sorted()
        .filter(key -> !isSame(expected.get(key), actual.get(key)))
        .limit(SIDE_BY_SIDE)
        .forEach(
            key ->
                differences.add(
                    "%n  DuckDB %s%n  ours   %s".formatted(expected.get(key), actual.get(key))));
    assertThat(differences).as("%s by [%s]", period, by).isEmpty();
    assertThat(expected).isNotEmpty();
  }

  private static boolean isSame(OracleAverage one, OracleAverage other) {
    return one != null && other != null && one.isSameAs(other, TOLERANCE);
  }

  private static Path data() {
    return Path.of(
        Optional.ofNullable(System.getProperty("MEANSTREAM_DATA"))
            .or(() -> Optional.ofNullable(System.getenv("MEANSTREAM_DATA")))
            .orElse(Objects.toString(Path.of("..", "..", "shared", "data"))));
  }
}
