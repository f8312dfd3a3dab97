package io.meanstream.batch.average;

import static org.assertj.core.api.Assertions.assertThat;

import io.meanstream.catalog.period.Bucket;
import io.meanstream.catalog.period.Period;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ScopeTest {

  private static final ZoneId CHICAGO = ZoneId.of("America/Chicago");

  @Test
  void consecutiveDaysFormOneRangeOfLocalDays() {
    Scope scope = days("2020-03-07", "2020-03-08", "2020-03-09", "2020-03-20");

    assertThat(scope.ranges())
        .containsExactly(
            // the clock goes forward on the 8th
            new TimeRange(
                Instant.parse("2020-03-07T06:00:00Z"), Instant.parse("2020-03-10T05:00:00Z")),
            new TimeRange(
                Instant.parse("2020-03-20T05:00:00Z"), Instant.parse("2020-03-21T05:00:00Z")));
  }

  @Test
  void aDayWidensToItsWeeksAndMonths() {
    // Given a Friday
    Scope day = days("2020-05-01");

    // When
    Scope wide = day.widenedTo(List.of(Period.WEEK, Period.MONTH));

    // Then
    assertThat(wide.ranges())
        .containsExactly(
            new TimeRange(
                Instant.parse("2020-04-27T05:00:00Z"), Instant.parse("2020-06-01T05:00:00Z")));
    assertThat(wide.without(day).days().orElseThrow()).hasSize(4 + 30);
  }

  @Test
  void onlyBucketsWithOneOfTheDaysOverlap() {
    Scope scope = days("2020-05-01");

    assertThat(scope.meets(bucket(Period.DAY, "2020-05-01T12:00:00Z"))).isTrue();
    assertThat(scope.meets(bucket(Period.HOUR, "2020-05-02T04:59:00Z"))).isTrue();
    assertThat(scope.meets(bucket(Period.HOUR, "2020-05-02T05:00:00Z"))).isFalse();
    assertThat(scope.meets(bucket(Period.WEEK, "2020-04-28T12:00:00Z"))).isTrue();
    assertThat(scope.meets(bucket(Period.WEEK, "2020-05-04T12:00:00Z"))).isFalse();
    assertThat(scope.meets(bucket(Period.MONTH, "2020-04-28T12:00:00Z"))).isFalse();
  }

  @Test
  void everythingOverlapsAllBucketsAndHasNoNeighbours() {
    Scope everything = Scope.everything(CHICAGO);

    assertThat(everything.meets(bucket(Period.QUARTER, "1970-01-01T00:00:00Z"))).isTrue();
    assertThat(everything.widenedTo(List.of(Period.WEEK)).without(everything).isEmpty()).isTrue();
  }

  private static Bucket bucket(Period period, String instant) {
    return period.bucketOf(Instant.parse(instant), CHICAGO);
  }

  private static Scope days(String... days) {
    return Scope.of(CHICAGO, Stream.of(days).map(LocalDate::parse).toList());
  }
}
