package io.meanstream.catalog.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InstantTextTest {

  private static final int INSTANTS = 20_000;
  private static final long SEED = 1;

  @Test
  void everyInstantIsReadAsItWasWritten() {
    // Given
    Random random = new Random(SEED);
    long first = Instant.parse("-0002-01-01T00:00:00Z").getEpochSecond();
    long last = Instant.parse("+10002-01-01T00:00:00Z").getEpochSecond();
    int[] precisions = {1_000_000_000, 1_000_000, 1_000, 1};
    for (int i = 0; i < INSTANTS; i++) {
      int precision = precisions[random.nextInt(precisions.length)];
      int nanos = random.nextInt(1_000_000_000) / precision * precision;
      Instant instant = Instant.ofEpochSecond(random.nextLong(first, last), nanos);

      // When
      Instant read = InstantText.parse(instant.toString());

      // Then
      assertThat(read).as("seed %d", SEED).isEqualTo(instant);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2020-02-29T24:00:00Z",
        "2016-12-31T23:59:60Z",
        "2020-02-29T12:30:00.Z",
        "2020-02-29t12:30:00z",
        "2020-02-29T12:30:00.5Z",
        "2020-02-29T12:30:00.123456789Z",
        "2020-02-29T12:30:00-05:00"
      })
  void otherFormsMeanWhatTheyMeanToTheJdk(String text) {
    assertThat(InstantText.parse(text)).isEqualTo(Instant.parse(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "2021-02-29T12:30:00Z",
        "2020-13-01T12:30:00Z",
        "2020-00-01T12:30:00Z",
        "2020-01-01T25:00:00Z",
        "2020-01-01T12:60:00Z",
        "2020-01-01T12:30:00",
        "2020-01-01 12:30:00Z",
        "2020-02-29T12:30Z",
        "2020-01-01T12:30:00.1234567890Z",
        "2020-01-01T12:30:0\u0661Z",
        "2o20-01-01T12:30:00Z"
      })
  void malformedInstantsAreRefused(String text) {
    assertThatThrownBy(() -> InstantText.parse(text)).isInstanceOf(DateTimeException.class);
  }
}
