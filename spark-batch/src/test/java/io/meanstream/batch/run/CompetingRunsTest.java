package io.meanstream.batch.run;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meanstream.batch.BatchTestEnvironment;
import io.meanstream.batch.FilledStore;
import io.meanstream.batch.TestRuns;
import io.meanstream.batch.VisitRows;
import io.meanstream.batch.average.AggregationSpec;
import io.meanstream.batch.average.Average;
import io.meanstream.batch.average.Scope;
import io.meanstream.batch.store.AverageWriter;
import io.meanstream.batch.store.AverageWriter.NewerRunException;
import io.meanstream.batch.store.Averages;
import io.meanstream.catalog.dataset.Dataset;
import java.io.OutputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.util.LongAccumulator;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Runs that take over from killed or sleeping ones. */
@ExtendWith(BatchTestEnvironment.class)
class CompetingRunsTest {

  private static final Duration SHORT = Duration.ofMillis(300);

  private final Dataset visits = TestRuns.visits();

  @Test
  void aRunThatWakesUpLateOverwritesNothingNewer(FilledStore store, SparkEngine spark) {
    // Given a run that falls asleep after its start
    store.insert(visits, List.of(VisitRows.at("2020-05-01T15:00:00Z", 1)));
    Run asleep = take(store);
    // and another that takes over, then a late row and a third run
    store.insert(visits, List.of(VisitRows.at("2020-05-01T16:00:00Z", 2)));
    TestRuns.dirtyDays(store, spark, visits);
    store.insert(visits, List.of(VisitRows.at("2020-05-01T17:00:00Z", 3)));
    List<Document> before = store.shown();

    // When
    assertThatThrownBy(() -> compute(store, spark, asleep))
        .rootCause()
        .isInstanceOf(NewerRunException.class);

    // Then
    assertThat(store.shown()).isEqualTo(before);
    assertThat(take(store).dirtyDays().days()).hasSize(1);
  }

  @Test
  void aGroupThatOnlyASleepingRunSawIsNeverShown(FilledStore store, SparkEngine spark) {
    // Given a run that has read a row of the group north and falls asleep before it writes
    Document row = VisitRows.at("2020-05-01T15:00:00Z", 1).append("group", "north");
    store.insert(visits, List.of(row));
    Run asleep = take(store);
    JavaRDD<Average> read = averages(store, spark, asleep).cache();
    assertThat(read.count()).isPositive();
    // and another that finds the row in the group south
    store.replace(visits, new Document(row).append("group", "south"));
    TestRuns.dirtyDays(store, spark, visits);

    // When the first writes the averages that the second does not have
    read.filter(average -> average.group().values().contains("north"))
        .foreachPartition(writer(store, spark, asleep));

    // Then
    assertThat(store.averages().countDocuments(new Document("run", asleep.number()))).isEqualTo(4);
    assertThat(new Leases(store.database(), SHORT).renew(asleep)).isFalse();
    assertThat(store.shown(visits, "day", "group"))
        .extracting(day -> day.get("group", Document.class).getString("group"))
        .containsExactly("south");
    // and the next run removes them
    store.insert(visits, List.of(VisitRows.at("2020-08-01T15:00:00Z", 1)));
    TestRuns.dirtyDays(store, spark, visits);
    assertThat(store.averages().countDocuments(new Document("run", asleep.number()))).isZero();
  }

  @Test
  void theNextRunDoesTheWorkOfAKilledOne(FilledStore store, SparkEngine spark) {
    // Given a run that ends before it reveals its averages
    store.insert(visits, List.of(VisitRows.at("2020-05-01T15:00:00Z", 1)));
    Run killed = take(store);
    compute(store, spark, killed);
    assertThat(store.shown(visits, "day", "")).isEmpty();

    // When
    RunReport report = TestRuns.dirtyDays(store, spark, visits);

    // Then
    assertThat(report.run()).isEqualTo(2);
    assertThat(store.shown(visits, "day", "")).hasSize(1);
    assertThat(store.averages().countDocuments(new Document("run", killed.number()))).isZero();
  }

  @Test
  void aRepeatedSparkTaskWritesTheSameAverages(FilledStore store, SparkEngine spark) {
    // Given
    store.insert(visits, List.of(VisitRows.at("2020-05-01T15:00:00Z", 1)));
    Run run = take(store);

    // When
    compute(store, spark, run);
    compute(store, spark, run);

    // Then
    new Averages(store.database(), "visits").reveal(run.number());
    assertThat(store.shown(visits, "day", "")).hasSize(1);
  }

  @Test
  void aRunThatLosesItsLeaseEndsAsLost(FilledStore store, SparkEngine spark) {
    // Given
    store.insert(visits, List.of(VisitRows.at("2020-05-01T15:00:00Z", 1)));
    TestRuns.dirtyDays(store, spark, visits);
    store.insert(visits, List.of(VisitRows.at("2020-05-01T16:00:00Z", 1)));
    // and another run that takes over when this one starts to compute
    PrintStream progress = new PrintStream(new Hook(() -> takeOver(store)), true, UTF_8);
    Leases leases = new Leases(store.database(), TestRuns.LEASE);

    // When
    DatasetRun run =
        new DatasetRun(
            visits,
            RunRequest.ofDirtyDays(),
            store.store(),
            store.database(),
            leases,
            spark,
            progress);
    assertThatThrownBy(() -> run.run("a test"))
        .isInstanceOf(LostLeaseException.class)
        .hasMessage("visits: run 2 has lost its lease; the next run will do the remaining work");

    // Then
    assertThat(store.runs().find(new Document("_id", "visits|2")).first())
        .containsEntry("state", "lost");
  }

  private Run take(FilledStore store) {
    Run run = new Leases(store.database(), SHORT).take("visits", "a test").orElseThrow();
    // as if it had expired
    store
        .datasets()
        .updateOne(
            new Document(),
            new Document("$set", new Document("lease.until", Date.from(Instant.EPOCH))));
    return run;
  }

  private static void takeOver(FilledStore store) {
    Document newer = new Document("$set", new Document("run", 9L));
    store.datasets().updateMany(new Document(), newer);
    store.averages().updateMany(new Document(), newer);
  }

  private void compute(FilledStore store, SparkEngine spark, Run run) {
    averages(store, spark, run).foreachPartition(writer(store, spark, run));
  }

  private JavaRDD<Average> averages(FilledStore store, SparkEngine spark, Run run) {
    Scope scope = Scope.of(visits.zone(), run.dirtyDays().days());
    return new AverageJob(spark.sessionIn(visits.zone()), store.store(), visits, scope)
        .averages(run.dirtyDays().days(), true);
  }

  private AverageWriter writer(FilledStore store, SparkEngine spark, Run run) {
    LongAccumulator written = spark.sessionIn(visits.zone()).sparkContext().longAccumulator();
    return new AverageWriter(store.store(), AggregationSpec.of(visits), run.stamp(visits), written);
  }

  /** Runs an action when the first byte is written. */
  private static final class Hook extends OutputStream {
    private final Runnable action;
    private boolean isDone;

    Hook(Runnable action) {
      this.action = action;
    }

    @Override
    public void write(int b) {
      if (!isDone) {
        isDone = true;
        action.run();
      }
    }
  }
}
