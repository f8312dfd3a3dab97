package io.meanstream.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DirtyDaysTest {

  private static final LocalDate FIRST = LocalDate.parse("2020-04-01");

  @Test
  void aDayIsDirtyWhileItsVersionIsAboveTheComputedOne() {
    Map<String, Map<String, Long>> days =
        Map.of(
            "2020-04-01", Map.of("version", 3L, "done", 2L),
            "2020-04-02", Map.of("version", 3L, "done", 3L),
            "2020-04-03", Map.of("version", 1L),
            "2020-04-04", Map.of("done", 1L),
            "2020-04-05", Map.of());

    assertThat(DirtyDays.of(days).versions())
        .containsExactly(Map.entry(FIRST, 3L), Map.entry(LocalDate.parse("2020-04-03"), 1L));
  }

  @Test
  void numbersMayHaveAnyType() {
    assertThat(DirtyDays.of(Map.of("2020-04-01", Map.of("version", 2, "done", 1.0))).days())
        .containsExactly(FIRST);
  }

  @Test
  void daysComputedBetweenTheReadsWereDirtyBefore() {
    Map<String, ?> before = Map.of("2020-04-01", Map.of("version", 2, "done", 1));
    Map<String, ?> after =
        Map.of(
            "2020-04-01", Map.of("version", 2, "done", 2),
            "2020-04-02", Map.of("version", 1, "done", 1));

    assertThat(DirtyDays.between(before, after).days())
        .containsExactly(FIRST, LocalDate.parse("2020-04-02"));
  }

  @Test
  void pathsMatchTheDatasetsDocument() {
    assertThat(DirtyDays.versionPath(FIRST)).isEqualTo("days.2020-04-01.version");
    assertThat(DirtyDays.donePath(FIRST)).isEqualTo("days.2020-04-01.done");
  }
}
