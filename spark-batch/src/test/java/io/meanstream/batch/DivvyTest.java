package io.meanstream.batch;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.meanstream.catalog.Dataset;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The averages of real months, against another engine's from the same file. */
@ExtendWith(Surroundings.class)
class DivvyTest {

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
      duckDb.assertEqual(store, rides);
    }
  }

  private static Path data() {
    return Path.of(
        Optional.ofNullable(System.getProperty("MEANSTREAM_DATA"))
            .or(() -> Optional.ofNullable(System.getenv("MEANSTREAM_DATA")))
            .orElse(Objects.toString(Path.of("..", "..", "shared", "data"))));
  }
}
