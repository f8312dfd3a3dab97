package io.meanstream.batch.run;

import io.meanstream.batch.BatchTestEnvironment;
import io.meanstream.batch.Csv;
import io.meanstream.batch.DuckDb;
import io.meanstream.batch.FilledStore;
import io.meanstream.batch.TestRuns;
import io.meanstream.catalog.dataset.Dataset;
import io.meanstream.testing.RealData;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Compares averages of real months with those that DuckDB computes from the same file. */
@ExtendWith(BatchTestEnvironment.class)
class DivvyTest {

  private final Dataset rides = TestRuns.dataset(TestRuns.SHIPPED, "rides");

  @ParameterizedTest
  @ValueSource(strings = {"202004-divvy-tripdata.csv", "202102-divvy-tripdata.csv"})
  void averagesOfAMonthEqualDuckDbs(String file, FilledStore store, SparkEngine spark)
      throws IOException, SQLException {
    // Given
    Path csv = RealData.file("divvy/" + file);
    store.insert(rides, Csv.rows(csv, rides));

    // When
    TestRuns.dirtyDays(store, spark, rides);

    // Then
    try (DuckDb duckDb = DuckDb.of(csv, rides.zone())) {
      duckDb.assertEqual(store, rides);
    }
  }
}
