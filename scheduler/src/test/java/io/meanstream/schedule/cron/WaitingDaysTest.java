package io.meanstream.schedule.cron;

import static org.assertj.core.api.Assertions.assertThat;

import io.meanstream.protocol.DirtyDays;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class WaitingDaysTest {

  private static final Instant NOON = Instant.parse("2020-05-01T12:00:00Z");

  private final WaitingDays waiting = new WaitingDays();
  private final List<Duration> averaged = new ArrayList<>();

  @Test
  void theOldestDirtyDaySetsTheWaitingTime() {
    // When
    at(0, "2020-04-02");
    at(60, "2020-04-01", "2020-04-02");

    // Then
    assertThat(waiting.longest(NOON.plusSeconds(90))).isEqualTo(Duration.ofSeconds(90));
    assertThat(averaged).isEmpty();
  }

  @Test
  void aComputedDayReportsHowLongItWaited() {
    // Given
    at(0, "2020-04-02");
    at(60, "2020-04-01", "2020-04-02");

    // When
    at(75, "2020-04-01");

    // Then
    assertThat(averaged).containsExactly(Duration.ofSeconds(75));
    assertThat(waiting.longest(NOON.plusSeconds(80))).isEqualTo(Duration.ofSeconds(20));
  }

  @Test
  void aDayDirtyAgainStartsWaitingAnew() {
    // Given
    at(0, "2020-04-01");
    at(10);

    // When
    at(50, "2020-04-01");

    // Then
    assertThat(waiting.longest(NOON.plusSeconds(53))).isEqualTo(Duration.ofSeconds(3));
  }

  @Test
  void nothingWaitsWhileNoDayIsDirty() {
    assertThat(waiting.longest(NOON)).isZero();
  }

  private void at(long seconds, String... dirty) {
    Map<String, Object> days = new TreeMap<>();
    for (String day : dirty) {
      days.put(LocalDate.parse(day).toString(), Map.of("version", 2L, "done", 1L));
    }
    waiting.update(DirtyDays.of(days), NOON.plusSeconds(seconds), averaged::add);
  }
}
