package io.meanstream.cluster.supervisor;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RestartPolicyTest {

  private static final Duration AN_INSTANT = Duration.ofMillis(10);

  private final RestartPolicy restarts = new RestartPolicy(Duration.ofSeconds(1));

  @Test
  void pausesDoubleUntilTheTenthQuickEndIsACrash() {
    for (int seconds : new int[] {1, 2, 4, 8, 16, 30, 30, 30, 30}) {
      assertThat(restarts.after(AN_INSTANT, false)).contains(Duration.ofSeconds(seconds));
    }

    assertThat(restarts.after(AN_INSTANT, false)).isEmpty();
  }

  @ParameterizedTest(name = "{3}")
  @CsvSource({
    "4.9, true,  true,  a crash right after it was up",
    "5,   true,  false, a process that has worked and was killed",
    "8,   false, true,  one that fails while it comes up",
    "60,  false, false, one that is too slow and was given up",
    "61,  true,  false, one that stayed"
  })
  void tenExitsInARowAreACrashOnlyIfEachWasQuick(
      double seconds, boolean wasUp, boolean left, String what) {
    for (int end = 1; end < RestartPolicy.LIMIT; end++) {
      restarts.after(AN_INSTANT, false);
    }

    Optional<Duration> pause = restarts.after(Duration.ofMillis((long) (seconds * 1000)), wasUp);

    assertThat(pause.isEmpty()).as(what).isEqualTo(left);
  }

  @Test
  void aProcessThatLivedAMinuteStartsOver() {
    for (int end = 1; end < RestartPolicy.LIMIT; end++) {
      restarts.after(AN_INSTANT, true);
    }

    assertThat(restarts.after(Duration.ofMinutes(1), true)).contains(Duration.ofSeconds(1));
    for (int end = 1; end < RestartPolicy.LIMIT; end++) {
      assertThat(restarts.after(AN_INSTANT, true)).isPresent();
    }
    assertThat(restarts.after(AN_INSTANT, true)).isEmpty();
  }

  @Test
  void resetForgetsAllEnds() {
    restarts.after(AN_INSTANT, false);
    restarts.after(AN_INSTANT, false);

    restarts.reset();

    assertThat(restarts.after(AN_INSTANT, false)).contains(Duration.ofSeconds(1));
  }
}
