package io.meanstream.persist.record;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;

/**
 * The local dates of times, most of which are on the same day as the one before. Such times share
 * one date. Thread-safe.
 */
final class LocalDays {

  private static final long MILLIS_OF_SECOND = 1_000;
  private static final long SECONDS_OF_DAY = 86_400;

  /**
   * A part of a day, because a day can be interrupted: where clocks went back from 0:01 to 23:01,
   * its first minute came before the last hour of the day before.
   *
   * @param from the first second, since the epoch
   * @param to the second after the last one
   */
  private record Span(long from, long to, LocalDate date) {

    boolean contains(long second) {
      return from <= second && second < to;
    }
  }

  private final ZoneRules rules;
  private volatile Span last = new Span(0, 0, LocalDate.EPOCH);

  LocalDays(ZoneId zone) {
    this.rules = zone.getRules();
  }

  /**
   * The date of a time.
   *
   * @param millis since the epoch
   */
  LocalDate of(long millis) {
    long second = Math.floorDiv(millis, MILLIS_OF_SECOND);
    Span span = last;
    if (!span.contains(second)) {
      span = around(second);
      last = span;
    }
    return span.date;
  }

  /** The part of the day on which the offset from UTC stays the same. */
  private Span around(long second) {
    Instant instant = Instant.ofEpochSecond(second);
    long offset = rules.getOffset(instant).getTotalSeconds();
    long day = Math.floorDiv(second + offset, SECONDS_OF_DAY);
    long from = day * SECONDS_OF_DAY - offset;
    ZoneOffsetTransition begun = rules.previousTransition(instant.plusSeconds(1));
    ZoneOffsetTransition ends = rules.nextTransition(instant);
    return new Span(
        begun == null ? from : Math.max(from, begun.toEpochSecond()),
        ends == null
            ? from + SECONDS_OF_DAY
            : Math.min(from + SECONDS_OF_DAY, ends.toEpochSecond()),
        LocalDate.ofEpochDay(day));
  }
}
