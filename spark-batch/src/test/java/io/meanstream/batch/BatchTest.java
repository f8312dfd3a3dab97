package io.meanstream.batch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.meanstream.batch.run.Heartbeat;
import io.meanstream.batch.run.Leases;
import io.meanstream.batch.run.Run;
import io.meanstream.batch.run.SparkEngine;
import io.meanstream.catalog.dataset.Dataset;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntSupplier;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The command line as its callers see it: exit code, standard output, standard error. */
@ExtendWith(BatchTestEnvironment.class)
class BatchTest {

  private final Dataset visits = TestRuns.visits();

  @Test
  void theResultIsTheOnlyLineOfStandardOutput(FilledStore store, SparkEngine spark) {
    // Given
    store.insert(visits, List.of(VisitRows.at("2020-05-01T15:00:00Z", 1)));

    // When
    Result result = run(store, spark, "--dataset", "visits");

    // Then
    assertThat(result.code).isZero();
    assertThat(result.out.lines()).hasSize(1);
    Document run = Document.parse(result.out).getList("runs", Document.class).get(0);
    assertThat(run)
        .containsEntry("dataset", "visits")
        .containsEntry("run", 1)
        .containsEntry("days", 1)
        .containsEntry("rowsRead", 1)
        .containsEntry("averagesWritten", 13);
    assertThat(run.get("seconds", Document.class)).containsKeys("lease", "compute");
    assertThat(result.err)
        .startsWith("visits: run 1 computes the averages of 1 day")
        .contains("visits: 1 row read, 13 averages written in ");
    Document logged = store.runs().find().first();
    assertThat(logged)
        .containsEntry("state", "done")
        .containsEntry("full", true)
        .containsEntry("rowsRead", 1L)
        .containsEntry("error", null);
    assertThat(logged.getString("applicationId")).isNotBlank();
  }

  @Test
  void anUnknownDatasetIsAUserMistake(FilledStore store, SparkEngine spark) {
    Result result = run(store, spark, "--dataset", "trips");

    assertThat(result.code).isEqualTo(2);
    assertThat(result.out).isEmpty();
    assertThat(result.err)
        .startsWith("--dataset: " + TestRuns.TESTS + " does not define trips")
        .doesNotContain("\tat ");
  }

  @Test
  void wrongDatesAreAUserMistake(FilledStore store, SparkEngine spark) {
    Result half = run(store, spark, "--dataset", "visits", "--from", "2020-05-01");
    Result none = run(store, spark, "--dataset=visits", "--from=2020-05-01", "--to=2020-05-01");

    assertThat(half.code).isEqualTo(2);
    assertThat(half.err).startsWith("--from and --to must be given together");
    assertThat(none.code).isEqualTo(2);
    assertThat(none.err).startsWith("--from must be before --to");
  }

  @Test
  void wrongExpressionsAreReportedBeforeAnyRowIsRead(FilledStore store, SparkEngine spark) {
    // Given
    store.insert(visits, List.of(VisitRows.at("2020-05-01T15:00:00Z", 1)));

    // When
    Result result =
        capture(
            () ->
                Batch.execute(
                    spark,
                    "--mongodb=" + store.store().uri(),
                    "--database=" + store.store().database(),
                    "--datasets=src/test/resources/definitions/wrong",
                    "--dataset=visits"));

    // Then
    assertThat(result.code).isEqualTo(2);
    assertThat(result.err)
        .startsWith("visits.yaml: measures.typo.expression: ")
        .doesNotContain("\tat ");
    assertThat(store.runs().find().first()).containsEntry("state", "failed");
    assertThat(store.datasets().find().first()).doesNotContainKey("lease");
  }

  @Test
  void aCheckNeedsNoStore(SparkEngine spark) {
    Result result =
        capture(
            () ->
                Batch.execute(
                    spark, "--check", "--datasets=" + TestRuns.SHIPPED, "--dataset=citibike-jc"));

    assertThat(result.code).isZero();
    assertThat(result.out).isEqualToIgnoringNewLines("{\"checked\": [\"citibike-jc\"]}");
    assertThat(result.err).isEmpty();
  }

  @Test
  void aCheckReportsEveryMistakeAndNothingElse(SparkEngine spark) {
    Result result =
        capture(
            () ->
                Batch.execute(
                    spark,
                    "--check",
                    "--datasets=src/test/resources/definitions/wrong",
                    "--dataset=visits"));

    assertThat(result.code).isEqualTo(2);
    assertThat(result.out).isEmpty();
    assertThat(result.err.lines())
        .hasSize(10)
        .allMatch(line -> line.matches("visits.yaml: (measures|exclude)\\..*"));
  }

  @Test
  void eitherAStoreOrACheckIsRequired(SparkEngine spark) {
    Result neither =
        capture(
            () -> Batch.execute(spark, "--datasets=" + TestRuns.SHIPPED, "--dataset=citibike-jc"));

    assertThat(neither.code).isEqualTo(2);
    assertThat(neither.err).contains("--mongodb=URI | --check");
  }

  @Test
  void aRunInProgressIsNotAUserMistake(FilledStore store, SparkEngine spark) {
    // Given
    store.insert(visits, List.of(VisitRows.at("2020-05-01T15:00:00Z", 1)));
    Leases leases = new Leases(store.database(), java.time.Duration.ofSeconds(5));
    Run other = leases.take("visits", "somebody").orElseThrow();

    // When
    try (Heartbeat heartbeat = new Heartbeat(leases, other, () -> {})) {
      Result result = run(store, spark, "--dataset", "visits");

      // Then
      assertThat(heartbeat.isLost()).isFalse();
      assertThat(result.code).isEqualTo(1);
      assertThat(result.err)
          .isEqualToIgnoringNewLines(
              "visits: another run is in progress (somebody); try again when it has ended");
    }
  }

  @Test
  void aVerificationExitsWith1OnADifference(FilledStore store, SparkEngine spark) {
    // Given
    store.insert(visits, List.of(VisitRows.at("2020-05-01T15:00:00Z", 1)));
    TestRuns.dirtyDays(store, spark, visits);
    Result right = run(store, spark, "--dataset", "visits", "--verify");
    store
        .averages()
        .updateOne(
            new Document("_id", "visits|day|2020-05-01|"),
            new Document("$set", new Document("count", 2L)));

    // When
    Result wrong = run(store, spark, "--dataset", "visits", "--verify");

    // Then
    assertThat(right.code).isZero();
    assertThat(right.err).contains("visits: 13 averages compared, 0 differences");
    assertThat(wrong.code).isEqualTo(1);
    assertThat(wrong.err)
        .contains("visits: visits|day|2020-05-01| count is 2, but its rows give 1");
    Document verification =
        Document.parse(wrong.out).getList("verifications", Document.class).get(0);
    assertThat(verification)
        .containsEntry("dataset", "visits")
        .containsEntry("rowsRead", 1)
        .containsEntry("averagesCompared", 13)
        .containsEntry("differences", 1)
        .containsEntry("waitingDays", 0)
        .containsEntry(
            "shown",
            List.of(
                new Document("average", "visits|day|2020-05-01|")
                    .append("difference", "count is 2, but its rows give 1")));
  }

  @Test
  void fullAndVerifyCannotBeCombined(FilledStore store, SparkEngine spark) {
    Result result = run(store, spark, "--dataset", "visits", "--full", "--verify");

    assertThat(result.code).isEqualTo(2);
    assertThat(result.err)
        .isEqualToIgnoringNewLines("--full and --verify cannot be combined; see --help");
  }

  @Test
  void theCallerKeepsTheStateOfARunItHasRecorded(FilledStore store, SparkEngine spark) {
    // Given
    store.insert(visits, List.of(VisitRows.at("2020-05-01T15:00:00Z", 1)));
    store.runs().insertOne(new Document("_id", "mine").append("state", "running"));

    // When
    Result result = run(store, spark, "--dataset", "visits", "--record", "mine");

    // Then
    assertThat(result.code).isZero();
    assertThat(store.runs().find())
        .singleElement()
        .satisfies(
            record ->
                assertThat(record)
                    .containsEntry("state", "running")
                    .containsEntry("run", 1L)
                    .containsEntry("rowsRead", 1L)
                    .containsKeys("seconds", "averagesWritten", "applicationId")
                    .doesNotContainKeys("endedAt", "error"));
  }

  @Test
  void aKilledManualRunIsLostOnceAnotherTakesOver(FilledStore store, SparkEngine spark) {
    // Given
    store.insert(visits, List.of(VisitRows.at("2020-05-01T15:00:00Z", 1)));
    Document killed =
        new Document("_id", "visits|0")
            .append("dataset", "visits")
            .append("trigger", "command")
            .append("state", "running")
            .append("run", 0L);
    Document another = new Document(killed).append("_id", "others|0").append("dataset", "others");
    Document scheduled = new Document(killed).append("_id", "s").append("trigger", "schedule");
    store.runs().insertMany(List.of(killed, another, scheduled));

    // When
    run(store, spark, "--dataset", "visits");

    // Then
    assertThat(store.runs().find().map(run -> run.getString("_id") + " " + run.get("state")))
        .containsExactlyInAnyOrder(
            "visits|0 lost", "others|0 running", "s running", "visits|1 done");
    assertThat(store.runs().find(new Document("_id", "visits|0")).first())
        .containsEntry("error", "run 1 took over")
        .containsKey("endedAt");
  }

  @Test
  void helpListsEveryOption(FilledStore store, SparkEngine spark) {
    Result result = run(store, spark, "--help");

    assertThat(result.code).isZero();
    assertThat(result.out)
        .contains(
            "--mongodb",
            "--database",
            "--datasets",
            "--dataset",
            "--from",
            "--to",
            "--full",
            "--verify");
  }

  private static Result run(FilledStore store, SparkEngine spark, String... arguments) {
    List<String> all =
        new ArrayList<>(
            List.of(
                "--mongodb=" + store.store().uri(),
                "--database=" + store.store().database(),
                "--datasets=" + TestRuns.TESTS));
    all.addAll(List.of(arguments));
    return capture(() -> Batch.execute(spark, all.toArray(String[]::new)));
  }

  private static Result capture(IntSupplier command) {
    PrintStream out = System.out;
    PrintStream err = System.err;
    ByteArrayOutputStream outBytes = new ByteArrayOutputStream();
    ByteArrayOutputStream errBytes = new ByteArrayOutputStream();
    try {
      System.setOut(new PrintStream(outBytes, true, UTF_8));
      System.setErr(new PrintStream(errBytes, true, UTF_8));
      int code = command.getAsInt();
      return new Result(code, outBytes.toString(UTF_8), errBytes.toString(UTF_8));
    } finally {
      System.setOut(out);
      System.setErr(err);
    }
  }

  /** What a command left behind. */
  private record Result(int code, String out, String err) {}
}
