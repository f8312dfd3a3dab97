package io.meanstream.batch.average;

import com.mongodb.client.model.Filters;
import java.io.Serializable;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Date;
import org.bson.conversions.Bson;

/** A half-open range of time, {@code [from, to)}. */
public record TimeRange(Instant from, Instant to) implements Serializable {

  /** From the start of one day to the start of another. */
  static TimeRange of(LocalDate from, LocalDate to, ZoneId zone) {
    return new TimeRange(from.atStartOfDay(zone).toInstant(), to.atStartOfDay(zone).toInstant());
  }

  /** A filter on a stored date: it must lie in this range. */
  Bson holds(String field) {
    return Filters.and(Filters.gte(field, Date.from(from)), Filters.lt(field, Date.from(to)));
  }
}
