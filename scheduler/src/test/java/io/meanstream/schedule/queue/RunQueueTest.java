package io.meanstream.schedule.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.ReplaceOptions;
import io.meanstream.catalog.LiveCatalog;
import io.meanstream.catalog.dataset.Dataset;
import io.meanstream.protocol.RunState;
import io.meanstream.schedule.LocalStore;
import io.meanstream.schedule.TestConfig;
import io.meanstream.schedule.queue.ScriptedBatch.Scripted;
import io.meanstream.schedule.run.Run;
import io.meanstream.schedule.run.RunRequest;
import io.meanstream.schedule.run.Trigger;
import io.meanstream.schedule.store.DatasetStates;
import io.meanstream.schedule.store.RunStore;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import org.bson.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The queue in virtual time, with a real store and without processes. */
@ExtendWith(LocalStore.class)
class RunQueueTest {

  private static final Duration BACKOFF = Duration.ofSeconds(30);
  private static final Duration TIMEOUT = Duration.ofHours(2);
  private static final Duration GRACE = Duration.ofSeconds(10);

  private final VirtualTaskTimer timer =
      new VirtualTaskTimer(Instant.parse("2020-05-01T12:00:00Z"));
  private final ScriptedBatch batch = new ScriptedBatch();

  private MongoDatabase store;
  private RunStore runs;
  private DatasetStates datasets;
  private RunQueue queue;

  @BeforeEach
  void emptyQueue(LocalStore.Database store) {
    this.store = store.database();
    runs = new RunStore(store.ours());
    datasets = new DatasetStates(store.ours());
    queue = newQueue();
  }

  private RunQueue newQueue() {
    return TestRunQueue.create(
        runs,
        batch,
        timer,
        TestConfig.with(Map.of("meanstream.scheduler.waiting-runs", "3")),
        datasets);
  }

  @Test
  void runsOfOneDatasetRunOneAtATime() {
    // Given
    Run first = submit("trips");
    Run second = submit("trips");
    assertThat(batch.started())
        .extracting(process -> process.run().id())
        .containsExactly(first.id());
    assertThat(stateOf(second)).isEqualTo(RunState.QUEUED);

    // When
    finish(batch.last(), 0);

    // Then
    assertThat(stateOf(first)).isEqualTo(RunState.DONE);
    assertThat(batch.last().run().id()).isEqualTo(second.id());
    assertThat(stateOf(second)).isEqualTo(RunState.RUNNING);
  }

  @Test
  void aScheduledRunStartsNoProcessIfThePreviousRunComputedAllDays() {
    // Given
    markDay(4, 3);
    submit("trips");
    Run scheduled = submit(RunRequest.ofDirtyDays("trips", Trigger.SCHEDULE));
    assertThat(stateOf(scheduled)).isEqualTo(RunState.QUEUED);

    // When
    markDay(4, 4);
    finish(batch.last(), 0);

    // Then
    assertThat(batch.started()).hasSize(1);
    Run ended = find(scheduled);
    assertThat(ended.state()).isEqualTo(RunState.DONE);
    assertThat(ended.exitCode()).isEmpty();
    assertThat(ended.error()).isEmpty();
    assertThat(ended.endedAt()).contains(timer.now());
    assertThat(runs.queued()).isEmpty();
  }

  @Test
  void aScheduledRunStartsIfRowsArrivedDuringThePreviousRun() {
    // Given
    markDay(4, 3);
    submit("trips");
    Run scheduled = submit(RunRequest.ofDirtyDays("trips", Trigger.CATCH_UP));

    // When
    markDay(5, 4);
    finish(batch.last(), 0);

    // Then
    assertThat(batch.last().run().id()).isEqualTo(scheduled.id());
    assertThat(stateOf(scheduled)).isEqualTo(RunState.RUNNING);
  }

  @Test
  void aRequestedRunStartsEvenIfNoDayIsDirty() {
    // Given
    markDay(4, 4);

    // When
    Run asked = submit(RunRequest.ofDirtyDays("trips", Trigger.REQUEST));

    // Then
    assertThat(stateOf(asked)).isEqualTo(RunState.RUNNING);
  }

  @Test
  void atMostTwoDatasetsRunAtOnce() {
    // Given
    submit("trips");
    submit("other");
    submit("hours");
    assertThat(batch.alive()).containsExactly("trips", "other");

    // When
    finish(batch.started().get(0), 0);

    // Then
    assertThat(batch.alive()).containsExactly("other", "hours");
  }

  @Test
  void aFailedRunIsRetriedThreeTimesWithDoublingDelays() {
    // Given
    Run run =
        submit(
            new RunRequest(
                "trips",
                Trigger.REQUEST,
                Optional.of(LocalDate.parse("2020-04-01")),
                Optional.of(LocalDate.parse("2020-04-03")),
                false));

    // When, Then
    for (int seconds : new int[] {30, 60, 120}) {
      int before = batch.started().size();
      finish(batch.last(), 1, "no space");
      timer.pass(Duration.ofSeconds(seconds).minusMillis(1));
      assertThat(batch.started()).as("within %d s", seconds).hasSize(before);
      timer.pass(Duration.ofMillis(1));
      assertThat(batch.started()).as("after %d s", seconds).hasSize(before + 1);
    }
    finish(batch.last(), 1, "no space");
    timer.pass(Duration.ofDays(1));
    assertThat(batch.started()).hasSize(4);
    Run last = runs.find(run.id() + ".4").orElseThrow();
    assertThat(last.state()).isEqualTo(RunState.FAILED);
    assertThat(last.error()).contains("no space");
    assertThat(last.retryOf()).contains(run.id() + ".3");
    assertThat(last.retriedAs()).isEmpty();
    assertThat(last.request().trigger()).isEqualTo(Trigger.RETRY);
    assertThat(last.request().from()).contains(LocalDate.parse("2020-04-01"));
  }

  @Test
  void otherRunsStartWhileARetryIsDelayed() {
    // Given
    submit("trips");
    finish(batch.last(), 1, "no space");

    // When
    Run other = submit("trips");

    // Then
    assertThat(batch.last().run().id()).isEqualTo(other.id());
    timer.pass(BACKOFF);
    assertThat(batch.alive()).as("one at a time").containsExactly("trips");
  }

  @Test
  void theErrorOfAKilledProcessNamesTheSignal() {
    // Given
    Run run = submit("trips");

    // When
    finish(batch.last(), 137, "trips: run 1 computes the averages of 3 days");

    // Then
    assertThat(find(run).error()).contains("the process was killed by signal 9");
    assertThat(find(run).log()).containsExactly("trips: run 1 computes the averages of 3 days");
  }

  @Test
  void anInvalidDefinitionIsNotRetried() {
    // Given
    Run run = submit("trips");

    // When
    finish(batch.last(), 2, "trips.yaml: measures.km.expression: no column kn");

    // Then
    timer.pass(Duration.ofDays(1));
    assertThat(batch.started()).hasSize(1);
    assertThat(find(run).error()).contains("trips.yaml: measures.km.expression: no column kn");
  }

  @Test
  void aRunThatTimesOutIsStoppedAndRetried() {
    // Given
    Run run = submit("trips");
    timer.pass(TIMEOUT.minusMillis(1));
    assertThat(batch.alive()).containsExactly("trips");

    // When
    timer.pass(Duration.ofMillis(1));

    // Then
    assertThat(batch.alive()).isEmpty();
    assertThat(find(run).error()).contains("took longer than 7,200 s");
    assertThat(find(run).retriedAs()).contains(run.id() + ".2");
  }

  @Test
  void aProcessThatIgnoresSigtermIsKilledAfterTheGracePeriod() {
    // Given
    Run run = submit("trips");
    Scripted process = batch.last();
    process.ignoreSigterm();
    queue.cancel(run.id());
    timer.pass(GRACE.minusMillis(1));
    assertThat(process.wasTerminated()).isTrue();
    assertThat(process.isAlive()).isTrue();

    // When
    timer.pass(Duration.ofMillis(1));

    // Then
    assertThat(process.isAlive()).isFalse();
    assertThat(stateOf(run)).isEqualTo(RunState.CANCELLED);
    timer.pass(Duration.ofDays(1));
    assertThat(batch.started()).as("a cancelled run is not retried").hasSize(1);
  }

  @Test
  void aCancelledQueuedRunNeverStarts() {
    // Given
    submit("trips");
    Run second = submit("trips");

    // When
    queue.cancel(second.id());

    // Then
    finish(batch.last(), 0);
    assertThat(batch.started()).hasSize(1);
    assertThat(stateOf(second)).isEqualTo(RunState.CANCELLED);
    assertThatThrownBy(() -> queue.cancel(second.id()))
        .isInstanceOf(ConflictException.class)
        .hasMessage("the run has already ended: cancelled");
    assertThat(queue.cancel("none")).isEmpty();
  }

  @Test
  void aFullQueueRejectsRuns() {
    // Given
    for (int run = 0; run < 4; run++) {
      submit("trips");
    }

    // When, Then
    assertThatThrownBy(() -> submit("trips"))
        .isInstanceOf(ConflictException.class)
        .hasMessage("the queue is full: 3 runs are waiting");
  }

  @Test
  void aRunWhoseProcessCannotStartFailsAndIsRetried() {
    // Given
    batch.failWith("/spark.classpath does not exist");

    // When
    Run run = submit("trips");

    // Then
    assertThat(stateOf(run)).isEqualTo(RunState.FAILED);
    assertThat(find(run).error())
        .contains("cannot start the process: /spark.classpath does not exist");
    assertThat(find(run).retriedAs()).isPresent();
  }

  @Test
  void theNextSchedulerRecoversTheRunsOfAKilledOne() {
    // Given
    Run running = submit("trips");
    Run waiting = submit("trips");
    RunQueue next = newQueue();

    // When
    next.requestDispatch();
    timer.settle();

    // Then
    assertThat(find(running).error()).contains("the scheduler died during the run");
    assertThat(stateOf(waiting)).isEqualTo(RunState.RUNNING);
    assertThat(batch.last().run().id()).isEqualTo(waiting.id());
    finish(batch.last(), 0);
    timer.pass(BACKOFF);
    assertThat(batch.last().run().id()).isEqualTo(running.id() + ".2");
  }

  @Test
  void aStoppingSchedulerStopsItsProcessesAndLeavesTheQueueToTheNext() {
    // Given
    Run running = submit("trips");
    Run waiting = submit("trips");

    // When
    queue.close();

    // Then
    timer.pass(Duration.ofDays(1));
    assertThat(batch.started()).hasSize(1);
    assertThat(batch.alive()).isEmpty();
    assertThat(find(running).error()).contains("the scheduler was stopped");
    assertThat(stateOf(waiting)).isEqualTo(RunState.QUEUED);
    assertThat(runs.queued())
        .extracting(Run::id)
        .containsExactlyInAnyOrder(waiting.id(), running.id() + ".2");
  }

  @Test
  void aBatchStartedByHandIsLeftAlone() {
    // Given
    store
        .getCollection("runs")
        .insertOne(
            Document.parse(
                "{_id: 'trips|7', dataset: 'trips', trigger: 'command', state: 'running'}"));

    // When
    queue.requestDispatch();
    timer.settle();

    // Then
    assertThat(runs.find("trips|7").orElseThrow().state()).isEqualTo(RunState.RUNNING);
    assertThatThrownBy(() -> queue.cancel("trips|7"))
        .isInstanceOf(ConflictException.class)
        .hasMessage("the run was not started by this scheduler");
  }

  /** Marks a day like the persister (version) and the batch (done). */
  private void markDay(long version, long done) {
    Dataset trips =
        LiveCatalog.load(Path.of("src/test/datasets")).current().find("trips").orElseThrow();
    Document day = new Document("version", version).append("done", done);
    store
        .getCollection("datasets")
        .replaceOne(
            Filters.eq("_id", "trips"),
            new Document("definition", trips.definitionHash())
                .append("days", new Document("2020-05-01", day)),
            new ReplaceOptions().upsert(true));
  }

  private Run submit(String dataset) {
    return submit(RunRequest.ofDirtyDays(dataset, Trigger.REQUEST));
  }

  private Run submit(RunRequest request) {
    timer.pass(Duration.ofMillis(1));
    Run run = queue.submit(request);
    timer.settle();
    return run;
  }

  private void finish(Scripted process, int code, String... said) {
    process.exit(code, said);
    timer.settle();
  }

  private Run find(Run run) {
    return runs.find(run.id()).orElseThrow();
  }

  private RunState stateOf(Run run) {
    return find(run).state();
  }
}
