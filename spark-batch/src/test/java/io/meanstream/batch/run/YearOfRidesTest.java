package io.meanstream.batch.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Projections;
import io.meanstream.batch.BatchTestEnvironment;
import io.meanstream.batch.Csv;
import io.meanstream.batch.DuckDb;
import io.meanstream.batch.FilledStore;
import io.meanstream.batch.TestRuns;
import io.meanstream.batch.verify.VerificationReport;
import io.meanstream.catalog.dataset.Dataset;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;
import org.bson.Document;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Measures runs over a year of rides and a run after a late row, next to a cursor of the driver on
 * the same fields and to DuckDB on the same rows. {@code benchmarks/run-of-rides.sh} runs it.
 */
@ExtendWith(BatchTestEnvironment.class)
class YearOfRidesTest {

  private static final double NANOS = 1e9;
  private static final int BATCH = 5_000;

  /** The fields that the expressions and groups of the definition use. */
  private static final List<String> FIELDS =
      List.of(
          "started_at",
          "ended_at",
          "start_station_name",
          "end_station_name",
          "start_lat",
          "start_lng",
          "end_lat",
          "end_lng",
          "member_casual",
          "rideable_type");

  private final Dataset rides = TestRuns.dataset(TestRuns.SHIPPED, "rides");

  @Test
  @Tag("thorough")
  void aRunAfterOneLateDayReadsLessThanAHundredthOfTheRows(FilledStore store, SparkEngine spark)
      throws IOException, SQLException {
    // Given
    assumeTrue(System.getProperty("year.csv") != null, "skipped: -Dyear.csv names no file");
    Path csv = Path.of(System.getProperty("year.csv"));
    store
        .database()
        .getCollection(rides.rowsCollection())
        .createIndex(Indexes.ascending(rides.time()));
    Csv.read(csv, rides, rows -> store.insert(rides, rows));
    spark.sessionIn(rides.zone());

    // When
    RunReport full = TestRuns.dirtyDays(store, spark, rides);
    List<Round> rounds = new ArrayList<>();
    for (int round = 0; round < Integer.getInteger("year.rounds", 1); round++) {
      rounds.add(compareWithCursor(store, spark));
    }
    store.insert(rides, List.of(lateRide(store)));
    RunReport late = TestRuns.dirtyDays(store, spark, rides);
    VerificationReport verification =
        TestRuns.verify(store, spark, rides, RunRequest.ofDirtyDays());
    String duckDb = duckDb(csv);

    // Then
    print(rounds);
    System.out.printf(
        Locale.ROOT,
        "| run after a late day, rows | %,d | the full run | %,d | 1/%d | |%n",
        late.rowsRead(),
        full.rowsRead(),
        full.rowsRead() / late.rowsRead());
    System.out.printf(
        Locale.ROOT,
        "%,d averages; first full run %.1f s, late day %.1f s, verification %.1f s, DuckDB %s%n",
        full.averagesWritten(),
        total(full.seconds().values()),
        total(late.seconds().values()),
        total(verification.seconds().values()),
        duckDb);
    assertThat(verification.lines()).hasSize(1);
    assertThat(late.rowsRead()).isLessThanOrEqualTo(full.rowsRead() / 100);
  }

  /** The seconds of a full run, and of a cursor that drops what it reads. */
  private record Round(double run, double cursor) {
    double ratio() {
      return cursor / run;
    }
  }

  /** Both begin with the rows alone. */
  private Round compareWithCursor(FilledStore store, SparkEngine spark) {
    double cursor = cursorSeconds(store);
    store.averages().deleteMany(new Document());
    return new Round(total(TestRuns.full(store, spark, rides).seconds().values()), cursor);
  }

  /**
   * A row like those of the other benchmarks: medians, and the cursor's time divided by the run's.
   */
  private static void print(List<Round> rounds) {
    double[] ratios = rounds.stream().mapToDouble(Round::ratio).sorted().toArray();
    System.out.println("| what | Meanstream | compared with | it | ratio | lowest to highest |");
    System.out.println("|---|---|---|---|---|---|");
    System.out.printf(
        Locale.ROOT,
        "| full run, s | %.1f | the driver's cursor | %.1f | %.2f | %.2f to %.2f |%n",
        median(rounds.stream().mapToDouble(Round::run)),
        median(rounds.stream().mapToDouble(Round::cursor)),
        median(DoubleStream.of(ratios)),
        ratios[0],
        ratios[ratios.length - 1]);
  }

  private static double median(DoubleStream values) {
    double[] sorted = values.sorted().toArray();
    return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
  }

  /** Reads the rows as the driver returns them and drops them. */
  private double cursorSeconds(FilledStore store) {
    long begun = System.nanoTime();
    long[] count = {0};
    store
        .database()
        .getCollection(rides.rowsCollection())
        .find()
        .projection(Projections.fields(Projections.include(FIELDS), Projections.excludeId()))
        .batchSize(BATCH)
        .forEach(row -> count[0]++);
    assertThat(count[0]).isPositive();
    return (System.nanoTime() - begun) / NANOS;
  }

  /** An additional ride at noon of the middle day. */
  private Document lateRide(FilledStore store) {
    List<Document> days = store.shown(rides, "day", "");
    Instant noon = days.get(days.size() / 2).getDate("start").toInstant().plusSeconds(12 * 3600);
    return new Document("_id", "late")
        .append("ride_id", "late")
        .append("started_at", Date.from(noon))
        .append("ended_at", Date.from(noon.plusSeconds(600)))
        .append("member_casual", "member");
  }

  /** Seconds to read the file and resolve its times, and to compute the same averages. */
  private String duckDb(Path csv) throws SQLException {
    long begun = System.nanoTime();
    try (DuckDb duckDb = DuckDb.of(csv, rides.zone())) {
      long read = System.nanoTime();
      duckDb.averages(rides);
      return String.format(
          Locale.ROOT,
          "%.1f s + %.1f s",
          (read - begun) / NANOS,
          (System.nanoTime() - read) / NANOS);
    }
  }

  private static double total(Iterable<Double> seconds) {
    double total = 0;
    for (double each : seconds) {
      total += each;
    }
    return total;
  }
}
