package io.meanstream.source.type;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class TimestampParserTest {

  static Stream<Arguments> timestamps() {
    return Tables.rows("timestamps.csv");
  }

  @ParameterizedTest(name = "{0} in {1}: {4}")
  @MethodSource("timestamps")
  void aTimestampIsTheInstantThatItNames(
      String text, String zone, String instant, long ambiguous, String reason) {
    // Given
    LocalTimes times = new LocalTimes(ZoneId.of(zone));
    TimestampParser parser = new TimestampParser(times);

    // When
    Object parsed = parser.parse(text.toCharArray(), 0, text.length());

    // Then
    assertThat(parsed).as(reason).isEqualTo(instant.equals("no") ? null : Instant.parse(instant));
    assertThat(times.ambiguous()).as(reason).isEqualTo(ambiguous);
  }

  @Test
  void localTimesOfAllYearsMatchJavaTime() {
    // Given
    DateTimeFormatter layout = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");
    Random random = new Random(42);
    for (String zone : new String[] {"America/Chicago", "Asia/Kolkata", "Pacific/Apia"}) {
      TimestampParser parser = new TimestampParser(new LocalTimes(ZoneId.of(zone)));
      for (int i = 0; i < 20_000; i++) {
        LocalDateTime time =
            LocalDateTime.of(1850, 1, 1, 0, 0).plusSeconds(random.nextLong(8_000_000_000L));
        String text = layout.format(time);

        // When
        Object parsed = parser.parse(text.toCharArray(), 0, text.length());

        // Then
        assertThat(parsed).as(text).isEqualTo(time.atZone(ZoneId.of(zone)).toInstant());
      }
    }
  }
}
