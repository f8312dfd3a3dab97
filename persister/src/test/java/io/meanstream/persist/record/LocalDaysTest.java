package io.meanstream.persist.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LocalDaysTest {

  /** On 30 October 1988 clocks in St. John's went back at 0:01, from UTC-1:30 to UTC-3:30. */
  @ParameterizedTest
  @CsvSource({
    "1988-10-30T01:29:59.999Z, 1988-10-29",
    "1988-10-30T01:30:00Z,     1988-10-30",
    "1988-10-30T01:30:59.999Z, 1988-10-30",
    "1988-10-30T01:31:00Z,     1988-10-29",
    "1988-10-30T03:29:59.999Z, 1988-10-29",
    "1988-10-30T03:30:00Z,     1988-10-30"
  })
  void aDayMayBeInterruptedByTheDayBefore(Instant time, LocalDate date) {
    LocalDays days = new LocalDays(ZoneId.of("America/St_Johns"));

    assertThat(days.of(time.toEpochMilli())).isEqualTo(date);
    assertThat(days.of(Instant.parse("1988-10-30T01:30:30Z").toEpochMilli()))
        .isEqualTo("1988-10-30");
    assertThat(days.of(time.toEpochMilli())).isEqualTo(date);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "UTC",
        "America/Chicago",
        "America/St_Johns",
        "Asia/Kathmandu",
        "Pacific/Apia",
        "Africa/Monrovia"
      })
  void datesEqualThoseOfJavaTime(String zone) {
    ZoneId id = ZoneId.of(zone);
    LocalDays days = new LocalDays(id);
    Instant end = Instant.parse("2022-01-01T00:00:00Z");

    for (Instant time = Instant.parse("1960-01-01T00:00:00Z");
        time.isBefore(end);
        time = time.plus(Duration.ofMillis(1_234_567))) {
      assertThat(days.of(time.toEpochMilli())).isEqualTo(LocalDate.ofInstant(time, id));
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {Long.MIN_VALUE, Long.MAX_VALUE})
  void theLongestTimesHaveDates(long millis) {
    ZoneId zone = ZoneId.of("America/Chicago");

    assertThat(new LocalDays(zone).of(millis))
        .isEqualTo(LocalDate.ofInstant(Instant.ofEpochMilli(millis), zone));
  }

  @Test
  void timesOfOneDayShareItsDate() {
    LocalDays days = new LocalDays(ZoneId.of("America/Chicago"));

    LocalDate morning = days.of(Instant.parse("2020-04-01T14:00:00Z").toEpochMilli());

    assertThat(days.of(Instant.parse("2020-04-02T04:59:59Z").toEpochMilli())).isSameAs(morning);
  }
}
