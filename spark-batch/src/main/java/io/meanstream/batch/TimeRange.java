package io.meanstream.batch;

import java.io.Serializable;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/** A span of time, from an instant on and up to another. */
record TimeRange(Instant from, Instant to) implements Serializable {

  /** From the start of a day to that of another. */
  static TimeRange of(LocalDate from, LocalDate to, ZoneId zone) {
    return new TimeRange(from.atStartOfDay(zone).toInstant(), to.atStartOfDay(zone).toInstant());
  }
}
