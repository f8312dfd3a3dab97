package io.meanstream.batch.average;

import com.mongodb.client.model.Filters;
import java.io.Serializable;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Date;
import org.bson.conversions.Bson;

/** A span of time, from an instant on and up to another. */
public record TimeRange(Instant from, Instant to) implements Serializable {

  /** From the start of a day to that of another. */
  static TimeRange of(LocalDate from, LocalDate to, ZoneId zone) {
    return new TimeRange(from.atStartOfDay(zone).toInstant(), to.atStartOfDay(zone).toInstant());
  }

  /** A condition on a date of the store: to lie in this span. */
  Bson holds(String field) {
    return Filters.and(Filters.gte(field, Date.from(from)), Filters.lt(field, Date.from(to)));
  }
}
