package io.meanstream.batch.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import io.meanstream.batch.BatchTestEnvironment;
import io.meanstream.batch.Csv;
import io.meanstream.batch.DuckDb;
import io.meanstream.batch.FilledStore;
import io.meanstream.batch.RandomRides;
import io.meanstream.batch.TestRuns;
import io.meanstream.batch.average.AggregationSpec;
import io.meanstream.batch.average.Average;
import io.meanstream.batch.average.Scope;
import io.meanstream.batch.store.AverageWriter;
import io.meanstream.batch.store.AverageWriter.NewerRunException;
import io.meanstream.batch.store.Averages;
import io.meanstream.batch.verify.Comparison;
import io.meanstream.batch.verify.VerificationReport;
import io.meanstream.catalog.dataset.Dataset;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Random;
import org.apache.spark.api.java.JavaRDD;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * After any history, the averages equal those that DuckDB computes from the final rows.
 *
 * <p>A history is files that arrive in parts, with runs in between: some complete, some are killed
 * at any step, some sleep while others take over. {@code -Doracle.seed=…} repeats one.
 */
@ExtendWith(BatchTestEnvironment.class)
class RandomHistoryTest {

  private static final int FILES = 8;

  private final Dataset rides = TestRuns.dataset(TestRuns.SHIPPED, "rides");

  @TempDir Path folder;
  private FilledStore store;
  private SparkEngine spark;
  private Random random;
  private RandomRides source;

  @Test
  void averagesMatchDuckDbAfterARandomHistory(FilledStore store, SparkEngine spark)
      throws IOException, SQLException {
    assertAveragesAfterHistories(1, store, spark);
  }

  @Test
  @Tag("thorough")
  void averagesMatchDuckDbAfterTenRandomHistories(FilledStore store, SparkEngine spark)
      throws IOException, SQLException {
    assertAveragesAfterHistories(10, store, spark);
  }

  private void assertAveragesAfterHistories(int histories, FilledStore store, SparkEngine spark)
      throws IOException, SQLException {
    this.store = store;
    this.spark = spark;
    long first = Long.getLong("oracle.seed", System.nanoTime());
    for (int history = 0; history < histories; history++) {
      long seed = first + history;
      System.out.println("-Doracle.seed=" + seed);
      store.database().drop();
      random = new Random(seed);
      source = new RandomRides(random);
      live();
      judge(seed);
    }
  }

  private void live() throws IOException {
    for (int file = 0; file < FILES; file++) {
      List<Document> rows = Csv.rows(write(source.nextFile()), rides);
      int half = random.nextInt(rows.size());
      store.take(rides, rows.subList(0, half));
      List<Document> rest = rows.subList(half, rows.size());
      switch (random.nextInt(5)) {
        case 0 -> store.take(rides, rest);
        case 1, 2 -> {
          TestRuns.dirtyDays(store, spark, rides);
          store.take(rides, rest);
        }
        case 3 -> {
          killedRun();
          store.take(rides, rest);
        }
        default -> sleepingRun(rest);
      }
    }
    TestRuns.dirtyDays(store, spark, rides);
  }

  /** Takes the lease, then stops at once, halfway, or just before it marks the days as done. */
  private void killedRun() {
    Run run = takeAndExpire();
    int steps = random.nextInt(4);
    if (steps > 0) {
      int share = steps == 1 ? random.nextInt(4) : 0;
      averages(run)
          .filter(average -> share == 0 || average.group().hashCode() % 4 < share)
          .foreachPartition(writer(run));
    }
    if (steps == 3) {
      new Averages(store.database(), rides.name()).reveal(run.number());
    }
  }

  /** Sleeps after reading, while more rows arrive and another run processes them. */
  private void sleepingRun(List<Document> rest) {
    Run run = takeAndExpire();
    JavaRDD<Average> read = averages(run).cache();
    read.count();
    store.take(rides, rest);
    TestRuns.dirtyDays(store, spark, rides);
    List<Document> before = store.shown();
    Throwable thrown = catchThrowable(() -> read.foreachPartition(writer(run)));
    read.unpersist();
    assertThat(thrown == null || isOvertaken(thrown)).as("%s", thrown).isTrue();
    assertThat(new Leases(store.database(), TestRuns.LEASE).renew(run)).isFalse();
    assertThat(store.shown()).isEqualTo(before);
  }

  private void judge(long seed) throws IOException, SQLException {
    Path last = write(source.finalLines());
    try (DuckDb duckDb = DuckDb.of(last, rides.zone())) {
      duckDb.assertEqual(store, rides);
    }
    VerificationReport right = verify();
    assertThat(right.lines())
        .as("seed %d", seed)
        .containsExactly("%,d averages compared, 0 differences".formatted(store.shown().size()));
    String planted = plant();
    assertThat(verify().shown())
        .as("seed %d", seed)
        .extracting(Comparison::average)
        .containsExactly(planted);
  }

  /** Corrupts a random average and returns its ID. */
  private String plant() {
    List<Document> shown = store.shown();
    Document average = shown.get(random.nextInt(shown.size()));
    Bson place = Filters.eq("_id", average.get("_id"));
    switch (random.nextInt(5)) {
      case 0 -> store.averages().deleteOne(place);
      case 1 -> store.averages().updateOne(place, Updates.inc("count", 1L));
      case 2 -> store.averages().updateOne(place, Updates.inc("excluded.too_long", 1L));
      case 3 -> store.averages().updateOne(place, Updates.set("measures.duration.p90", 0.5));
      default -> store.averages().updateOne(place, Updates.set("measures.duration.max", 0.5));
    }
    return average.getString("_id");
  }

  private VerificationReport verify() {
    return TestRuns.verify(store, spark, rides, RunRequest.ofDirtyDays());
  }

  private Run takeAndExpire() {
    Run run =
        new Leases(store.database(), TestRuns.LEASE).take(rides.name(), "killed").orElseThrow();
    store
        .datasets()
        .updateOne(new Document(), Updates.set("lease.until", Date.from(Instant.EPOCH)));
    new Averages(store.database(), rides.name()).removePending(run.number());
    return run;
  }

  private JavaRDD<Average> averages(Run run) {
    Scope scope = RunRequest.ofDirtyDays().scopeOf(run, rides);
    return new AverageJob(spark.sessionIn(rides.zone()), store.store(), rides, scope)
        .averages(
            scope.days().orElse(run.knownDays()),
            new Averages(store.database(), rides.name()).areThere());
  }

  private AverageWriter writer(Run run) {
    return new AverageWriter(
        store.store(),
        AggregationSpec.of(rides),
        run.stamp(rides),
        spark.sessionIn(rides.zone()).sparkContext().longAccumulator());
  }

  private static boolean isOvertaken(Throwable thrown) {
    Throwable cause = thrown;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause instanceof NewerRunException;
  }

  private Path write(List<String> lines) throws IOException {
    List<String> all = new ArrayList<>(List.of(RandomRides.HEADER));
    all.addAll(lines);
    return Files.write(folder.resolve("rides.csv"), all);
  }
}
