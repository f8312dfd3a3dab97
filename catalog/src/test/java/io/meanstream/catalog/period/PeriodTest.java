package io.meanstream.catalog.period;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

class PeriodTest {

  private static final ZoneId CHICAGO = ZoneId.of("America/Chicago");

  @ParameterizedTest(name = "{0} of {1} in {2}: {6}")
  @CsvFileSource(resources = "periods.csv", numLinesToSkip = 1)
  void anInstantBelongsToOneBucket(
      String period,
      Instant instant,
      String zone,
      String label,
      Instant start,
      Instant end,
      String reason) {
    Bucket bucket = Period.of(period).orElseThrow().bucketOf(instant, ZoneId.of(zone));

    assertThat(bucket).isEqualTo(new Bucket(Period.of(period).orElseThrow(), start, end, label));
  }

  @Test
  void labelsDoNotDependOnTheLocale() {
    Locale locale = Locale.getDefault();
    Instant may = Instant.parse("2020-05-01T12:00:00Z");
    Locale.setDefault(Locale.forLanguageTag("fa-IR"));
    try {
      assertThat(Period.values())
          .extracting(period -> period.bucketOf(may, CHICAGO).label())
          .containsExactly("2020-05-01T07-05:00", "2020-05-01", "2020-W18", "2020-05", "2020-Q2");
    } finally {
      Locale.setDefault(locale);
    }
  }

  @Test
  void theAutumnClockChangeDayHasTwentyFiveDistinctHours() {
    Instant from = Instant.parse("2020-11-01T05:00:00Z");
    Instant to = Instant.parse("2020-11-02T06:00:00Z");

    List<Bucket> hours = Period.HOUR.buckets(from, to, CHICAGO);

    assertThat(hours).hasSize(25);
    assertThat(hours).extracting(Bucket::label).doesNotHaveDuplicates();
    assertThat(hours)
        .allSatisfy(
            hour ->
                assertThat(Duration.between(hour.start(), hour.end()))
                    .isEqualTo(Duration.ofHours(1)));
  }

  @Test
  void theSpringClockChangeDayHasTwentyThreeHours() {
    Bucket day = Period.DAY.bucketOf(Instant.parse("2020-03-08T12:00:00Z"), CHICAGO);

    assertThat(Period.HOUR.buckets(day.start(), day.end(), CHICAGO)).hasSize(23);
  }

  @Test
  void bucketsCoverARangeWithoutGaps() {
    Instant from = Instant.parse("2020-04-29T12:00:00Z");
    Instant to = Instant.parse("2020-05-01T05:00:00Z");

    assertThat(Period.DAY.buckets(from, to, CHICAGO))
        .extracting(Bucket::label)
        .containsExactly("2020-04-29", "2020-04-30");
    assertThat(Period.MONTH.buckets(from, to, CHICAGO))
        .extracting(Bucket::label)
        .containsExactly("2020-04");
  }
}
