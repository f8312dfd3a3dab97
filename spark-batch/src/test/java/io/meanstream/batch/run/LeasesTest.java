package io.meanstream.batch.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.meanstream.batch.BatchTestEnvironment;
import io.meanstream.batch.FilledStore;
import io.meanstream.batch.TestRuns;
import io.meanstream.catalog.dataset.Dataset;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(BatchTestEnvironment.class)
class LeasesTest {

  private static final ReachHistory NOWHERE = new ReachHistory(List.of());

  private static final LocalDate DAY = LocalDate.of(2020, 5, 1);
  private static final Duration SHORT = Duration.ofMillis(300);

  /** Renewed often enough, even where the heartbeat's thread stalls. */
  private static final Duration RENEWED = Duration.ofSeconds(5);

  private final Dataset visits = TestRuns.visits();

  @Test
  void aRunTakesTheNextNumberAndReadsTheDirtyDays(FilledStore store) {
    // Given
    store.touch(visits, Set.of(DAY));
    store.touch(visits, Set.of(DAY, DAY.plusDays(1)));

    // When
    Run run = leases(store, TestRuns.LEASE).take("visits", "me").orElseThrow();

    // Then
    assertThat(run.number()).isEqualTo(1);
    assertThat(run.dirtyDays().versions()).isEqualTo(Map.of(DAY, 2L, DAY.plusDays(1), 1L));
    assertThat(run.definition()).isEmpty();
  }

  @Test
  void aDatasetWithoutRowsHasNoLease(FilledStore store) {
    assertThat(leases(store, TestRuns.LEASE).take("visits", "me")).isEmpty();
    assertThat(store.datasets().countDocuments()).isZero();
  }

  @Test
  void aRenewedLeaseIsNotTaken(FilledStore store) {
    // Given
    store.touch(visits, Set.of(DAY));
    Leases leases = leases(store, RENEWED);
    Run run = leases.take("visits", "me").orElseThrow();

    // When
    try (Heartbeat heartbeat = new Heartbeat(leases, run, () -> {})) {
      // Then
      assertThatThrownBy(() -> leases.take("visits", "another"))
          .isInstanceOf(LeaseHeldException.class)
          .hasMessage("visits: another run is in progress (me); try again when it has ended");
      assertThat(heartbeat.isLost()).isFalse();
    }
  }

  @Test
  void anExpiredLeaseIsTaken(FilledStore store) {
    // Given
    store.touch(visits, Set.of(DAY));
    Leases leases = leases(store, SHORT);
    Run dead = leases.take("visits", "me").orElseThrow();

    // When
    Run next = leases.take("visits", "another").orElseThrow();

    // Then
    assertThat(next.number()).isEqualTo(2);
    assertThat(next.dirtyDays()).isEqualTo(dead.dirtyDays());
  }

  @Test
  void aRunThatLostItsLeaseMarksNoDayAsDone(FilledStore store) {
    // Given
    store.touch(visits, Set.of(DAY));
    Leases leases = leases(store, SHORT);
    Run asleep = leases.take("visits", "me").orElseThrow();
    Run next = leases.take("visits", "another").orElseThrow();

    // When
    boolean completed = leases.complete(asleep, "mine", Optional.empty(), NOWHERE);

    // Then
    assertThat(completed).isFalse();
    assertThat(leases.renew(asleep)).isFalse();
    assertThat(leases.release(asleep)).isFalse();
    assertThat(leases.complete(next, "theirs", Optional.empty(), NOWHERE)).isTrue();
    assertThat(store.datasets().find().first()).containsEntry("definition", "theirs");
  }

  @Test
  void daysAreDoneOnlyUpToTheVersionsThatTheRunRead(FilledStore store) {
    // Given
    store.touch(visits, Set.of(DAY, DAY.plusDays(1)));
    Leases leases = leases(store, TestRuns.LEASE);
    Run run = leases.take("visits", "me").orElseThrow();

    // When a day becomes dirty meanwhile
    store.touch(visits, Set.of(DAY));
    leases.complete(run, "definition", Optional.empty(), NOWHERE);

    // Then
    Run next = leases.take("visits", "me").orElseThrow();
    assertThat(next.dirtyDays().versions()).isEqualTo(Map.of(DAY, 2L));
    assertThat(next.definition()).contains("definition");
  }

  @Test
  void endTimesTellApartRunsOfAnEmptiedStore(FilledStore store) {
    // Given
    store.touch(visits, Set.of(DAY));
    Leases leases = leases(store, TestRuns.LEASE);
    Instant before = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    Run run = leases.take("visits", "me").orElseThrow();

    // When
    leases.complete(run, "definition", Optional.empty(), NOWHERE);

    // Then
    assertThat(store.datasets().find().first().getDate("completedAt").toInstant())
        .isBetween(before, Instant.now());
  }

  @Test
  void aHeartbeatReportsALostLeaseOnce(FilledStore store) {
    // Given
    store.touch(visits, Set.of(DAY));
    Leases leases = leases(store, SHORT);
    Run run = leases.take("visits", "me").orElseThrow();
    AtomicInteger losses = new AtomicInteger();

    // When
    store.datasets().updateOne(new Document(), new Document("$inc", new Document("run", 1L)));
    try (Heartbeat heartbeat = new Heartbeat(leases, run, losses::incrementAndGet)) {
      // the callback follows the state
      await().atMost(Duration.ofMinutes(1)).until(() -> losses.get() > 0);
      assertThat(heartbeat.isLost()).isTrue();
    }

    // Then
    assertThat(losses).hasValue(1);
  }

  private static Leases leases(FilledStore store, Duration length) {
    return new Leases(store.database(), length);
  }
}
