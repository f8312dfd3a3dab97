package io.meanstream.schedule.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.meanstream.schedule.LocalStore;
import io.meanstream.schedule.run.Run;
import io.meanstream.schedule.run.Trigger;
import java.time.Instant;
import java.util.Optional;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Stores that an earlier version wrote can still be read. */
@ExtendWith(LocalStore.class)
class OldNamesTest {

  @Test
  void runsWithTheTriggerMadeUpAreCatchUpRuns(LocalStore.Database store) {
    // Given
    insert(store, "runs", "{_id: 'a', dataset: 'trips', trigger: 'made-up', state: 'done'}");

    // When
    Run run = new RunStore(store.ours()).find("a").orElseThrow();

    // Then
    assertThat(run.request().trigger()).isEqualTo(Trigger.CATCH_UP);
  }

  @Test
  void runsWithoutATriggerWereStartedByHand(LocalStore.Database store) {
    // Given
    insert(store, "runs", "{_id: 'a', dataset: 'trips', state: 'lost'}");

    // When
    Run run = new RunStore(store.ours()).find("a").orElseThrow();

    // Then
    assertThat(run.request().trigger()).isEqualTo(Trigger.COMMAND);
  }

  @Test
  void theOldFieldLookedAtCountsUntilTheNextCheck(LocalStore.Database store) {
    // Given
    insert(store, "schedules", "{_id: 'trips', lookedAt: {$date: '2020-05-04T07:15:00Z'}}");
    ScheduleStore schedules = new ScheduleStore(store.ours());
    assertThat(schedules.find("trips").checkedAt()).contains(Instant.parse("2020-05-04T07:15:00Z"));

    // When
    schedules.recordCheck("trips", Instant.parse("2020-05-04T08:15:00Z"), Optional.empty());

    // Then
    assertThat(schedules.find("trips").checkedAt()).contains(Instant.parse("2020-05-04T08:15:00Z"));
  }

  private static void insert(LocalStore.Database store, String collection, String json) {
    store.database().getCollection(collection).insertOne(Document.parse(json));
  }
}
