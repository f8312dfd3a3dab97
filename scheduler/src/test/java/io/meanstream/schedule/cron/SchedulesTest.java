package io.meanstream.schedule.cron;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import io.meanstream.catalog.LiveCatalog;
import io.meanstream.catalog.dataset.Dataset;
import io.meanstream.protocol.RunState;
import io.meanstream.schedule.LocalStore;
import io.meanstream.schedule.SchedulerConfig;
import io.meanstream.schedule.TestConfig;
import io.meanstream.schedule.queue.RunQueue;
import io.meanstream.schedule.queue.ScriptedBatch;
import io.meanstream.schedule.queue.TestRunQueue;
import io.meanstream.schedule.queue.VirtualTaskTimer;
import io.meanstream.schedule.run.Run;
import io.meanstream.schedule.run.Trigger;
import io.meanstream.schedule.store.DatasetStates;
import io.meanstream.schedule.store.RunStore;
import io.meanstream.schedule.store.ScheduleStore;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Schedules in virtual time: {@code hours} fires a quarter past every hour, {@code trips} never.
 */
@ExtendWith(LocalStore.class)
class SchedulesTest {

  private static final Duration DAY = Duration.ofDays(1);

  private final LiveCatalog catalog = LiveCatalog.load(Path.of("src/test/datasets"));
  private final SchedulerConfig config = TestConfig.with(Map.of());
  private final VirtualTaskTimer timer =
      new VirtualTaskTimer(Instant.parse("2020-05-01T12:00:00Z"));

  private LocalStore.Database store;
  private MongoCollection<Document> datasets;
  private RunStore runs;
  private Schedules schedules;

  @BeforeEach
  void start(LocalStore.Database store) {
    this.store = store;
    datasets = store.database().getCollection("datasets");
    runs = new RunStore(store.ours());
    schedules = start();
  }

  /** Starts a scheduler on the state that the one before left. */
  private Schedules start() {
    RunQueue queue =
        TestRunQueue.create(
            runs, new ScriptedBatch(), timer, config, new DatasetStates(store.ours()));
    Schedules started =
        new Schedules(
            catalog,
            config,
            new ScheduleStore(store.ours()),
            new DatasetStates(store.ours()),
            queue,
            timer);
    started.catchUp();
    return started;
  }

  @Test
  void aScheduleSubmitsNoRunWhileNoDayIsDirty() {
    // Given
    mark("hours", 3, 3);

    // When
    schedules.fired("hours");

    // Then
    assertThat(history()).isEmpty();
    assertThat(view("hours").checkedAt()).contains(timer.now());
  }

  @Test
  void aDirtyDayMakesOneRunHoweverOftenTheScheduleFires() {
    // Given
    mark("hours", 4, 3);

    // When
    schedules.fired("hours");
    schedules.fired("hours");

    // Then
    assertThat(history())
        .singleElement()
        .satisfies(run -> assertThat(run.request().trigger()).isEqualTo(Trigger.SCHEDULE));
  }

  @Test
  void aChangedDefinitionNeedsARun() {
    // Given
    mark("hours", 3, 3);
    datasets.updateOne(
        Filters.eq("_id", "hours"), new Document("$set", new Document("definition", "another")));

    // When
    schedules.fired("hours");

    // Then
    assertThat(history()).hasSize(1);
  }

  @Test
  void aDatasetWithoutRowsNeedsNoRun() {
    // Given what the persister claims before the first row
    datasets.insertOne(new Document("_id", "hours").append("identity", "…").append("topicId", "…"));

    // When
    schedules.fired("hours");

    // Then
    assertThat(history()).isEmpty();
  }

  @Test
  void missedFireTimesAreCaughtUpWithOneRun() {
    // Given
    mark("hours", 4, 3);
    mark("trips", 4, 3);
    timer.pass(DAY);

    // When
    start();
    start();

    // Then
    assertThat(history())
        .singleElement()
        .satisfies(
            run -> {
              assertThat(run.dataset()).isEqualTo("hours");
              assertThat(run.request().trigger()).isEqualTo(Trigger.CATCH_UP);
              assertThat(run.state()).isEqualTo(RunState.QUEUED);
            });
  }

  @Test
  void nothingIsCaughtUpBetweenTwoFireTimes() {
    // Given
    mark("hours", 4, 3);
    timer.pass(Duration.ofMinutes(14));

    // When
    start();

    // Then
    assertThat(history()).isEmpty();
  }

  @Test
  void aPausedScheduleStaysPausedAfterARestartAndIsNotCaughtUp() {
    // Given
    mark("hours", 4, 3);
    schedules.pause("hours");
    timer.pass(DAY);

    // When
    Schedules next = start();
    next.fired("hours");

    // Then
    assertThat(history()).isEmpty();
    assertThat(view("hours").paused()).isTrue();
    assertThat(view("hours").next()).isEmpty();
    next.resume("hours");
    start();
    assertThat(history()).isEmpty();
    assertThat(view("hours").next()).contains(Instant.parse("2020-05-02T12:15:00Z"));
  }

  @Test
  void theNextFireTimeIsStoredForOtherServices() {
    assertThat(store.database().getCollection("schedules").find(Filters.eq("_id", "hours")).first())
        .containsEntry("cron", "0 15 * * * ?")
        .containsEntry("zone", "America/Chicago")
        .containsEntry("next", Date.from(Instant.parse("2020-05-01T12:15:00Z")));
    assertThat(view("trips").cron()).isEmpty();
    assertThat(view("trips").next()).isEmpty();
  }

  @Test
  void theScheduleOfADeletedDatasetIsDeleted() {
    // Given
    MongoCollection<Document> kept = store.database().getCollection("schedules");
    kept.insertOne(new Document("_id", "gone"));

    // When
    start();

    // Then
    assertThat(kept.find().map(document -> document.getString("_id")))
        .containsExactlyInAnyOrder("hours", "other", "ticks", "trips");
  }

  @Test
  void anUnknownDatasetHasNoSchedule() {
    assertThat(schedules.pause("none")).isEmpty();
    assertThat(schedules.resume("none")).isEmpty();
  }

  private void mark(String name, long version, long done) {
    Dataset dataset = catalog.current().find(name).orElseThrow();
    datasets.insertOne(
        new Document("_id", name)
            .append("definition", dataset.definitionHash())
            .append(
                "days",
                new Document("2020-05-01", new Document("version", version).append("done", done))));
  }

  private ScheduleView view(String dataset) {
    return schedules.all().stream()
        .filter(schedule -> schedule.dataset().equals(dataset))
        .findFirst()
        .orElseThrow();
  }

  private List<Run> history() {
    return store
        .database()
        .getCollection("runs")
        .find()
        .map(document -> runs.find(document.getString("_id")).orElseThrow())
        .into(new ArrayList<>());
  }
}
