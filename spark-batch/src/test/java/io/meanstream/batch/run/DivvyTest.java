package io.meanstream.batch.run;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.bson.Document;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Compares averages of real months with those that DuckDB computes from the same file. */
@Tag("thorough")
@ExtendWith(BatchTestEnvironment.class)
class DivvyTest {

  private static final ZoneId CHICAGO = ZoneId.of("America/Chicago");

  private final Dataset rides = TestRuns.dataset(TestRuns.SHIPPED, "rides");

  @Test
  void averagesOfAMonthEqualDuckDbs(FilledStore store, SparkEngine spark)
      throws IOException, SQLException {
    // Given
    Path csv = RealData.file("divvy/202102-divvy-tripdata.csv");
    store.insert(rides, Csv.rows(csv, rides));

    // When
    TestRuns.dirtyDays(store, spark, rides);

    // Then
    try (DuckDb duckDb = DuckDb.of(csv, rides.zone())) {
      duckDb.assertEqual(store, rides);
    }
  }

  @Test
  void averagesOfAMonthEqualDuckDbsAfterLateRowsAndCorrections(FilledStore store, SparkEngine spark)
      throws IOException, SQLException {
    // Given a month in which some rides of two days are missing and some are much too long
    Path csv = RealData.file("divvy/202004-divvy-tripdata.csv");
    List<Document> all = Csv.rows(csv, rides);
    List<Document> ofTwoDays = all.stream().filter(DivvyTest::isOfTwoDays).toList();
    List<Document> late = everyThird(ofTwoDays, 0);
    List<Document> wrong = everyThird(ofTwoDays, 1);
    Set<Document> changing = new HashSet<>(late);
    changing.addAll(wrong);
    store.insert(rides, all.stream().filter(ride -> !changing.contains(ride)).toList());
    store.insert(rides, wrong.stream().map(DivvyTest::hoursLonger).toList());
    TestRuns.dirtyDays(store, spark, rides);

    // When
    store.take(rides, late);
    store.take(rides, wrong);
    RunReport report = TestRuns.dirtyDays(store, spark, rides);

    // Then
    assertThat(report.rowsRead()).isEqualTo(ofTwoDays.size());
    try (DuckDb duckDb = DuckDb.of(csv, rides.zone())) {
      duckDb.assertEqual(store, rides);
    }
    assertThat(TestRuns.verify(store, spark, rides, RunRequest.ofDirtyDays()).isEqual()).isTrue();
  }

  private static boolean isOfTwoDays(Document ride) {
    LocalDate day = LocalDate.ofInstant(ride.getDate("started_at").toInstant(), CHICAGO);
    return day.equals(LocalDate.of(2020, 4, 7)) || day.equals(LocalDate.of(2020, 4, 26));
  }

  private static List<Document> everyThird(List<Document> all, int first) {
    return IntStream.range(0, all.size()).filter(i -> i % 3 == first).mapToObj(all::get).toList();
  }

  private static Document hoursLonger(Document ride) {
    Instant end = ride.getDate("ended_at").toInstant().plus(Duration.ofHours(3));
    return new Document(ride).append("ended_at", Date.from(end));
  }
}
