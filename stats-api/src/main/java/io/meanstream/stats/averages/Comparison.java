package io.meanstream.stats.averages;

import io.meanstream.catalog.period.Bucket;
import io.meanstream.catalog.period.Period;
import io.meanstream.service.problem.ProblemException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.MonthDay;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.IsoFields;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Which earlier period an average is compared with. */
enum Comparison {
  /** The period before. */
  PREVIOUS {
    @Override
    Optional<Bucket> of(Period period, Instant start, ZoneId zone) {
      return Optional.of(period.bucketOf(start.minusNanos(1), zone));
    }
  },
  /** The period with the same label a year earlier, if there is one. */
  YEAR {
    @Override
    Optional<Bucket> of(Period period, Instant start, ZoneId zone) {
      ZonedDateTime local = start.atZone(zone);
      return yearBefore(period, local.toLocalDateTime())
          .flatMap(earlier -> start(period, earlier, local))
          .map(earlier -> period.bucketOf(earlier, zone));
    }
  };

  private static final MonthDay LEAP_DAY = MonthDay.of(2, 29);
  private static final int WEEKS_OF_EVERY_YEAR = 52;

  /** The period that one with this start is compared with; empty if there is none. */
  abstract Optional<Bucket> of(Period period, Instant start, ZoneId zone);

  /** Empty in week 53 and on 29 February. */
  private static Optional<LocalDateTime> yearBefore(Period period, LocalDateTime local) {
    if (period == Period.WEEK) {
      long year = local.get(IsoFields.WEEK_BASED_YEAR);
      return Optional.of(local)
          .filter(it -> it.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR) <= WEEKS_OF_EVERY_YEAR)
          .map(it -> it.with(IsoFields.WEEK_BASED_YEAR, year - 1));
    }
    return Optional.of(local)
        .filter(it -> !MonthDay.from(it).equals(LEAP_DAY))
        .map(it -> it.minusYears(1));
  }

  /**
   * The start of a period. Of two hours with the same name it is the one with the same offset;
   * hours that the clock skips have none.
   */
  private static Optional<Instant> start(Period period, LocalDateTime local, ZonedDateTime like) {
    ZoneId zone = like.getZone();
    if (period != Period.HOUR) {
      return Optional.of(local.toLocalDate().atStartOfDay(zone).toInstant());
    }
    return Optional.of(local)
        .filter(it -> !zone.getRules().getValidOffsets(it).isEmpty())
        .map(it -> ZonedDateTime.ofLocal(it, zone, like.getOffset()).toInstant());
  }

  /**
   * The comparison with this name.
   *
   * @param id null for none
   * @throws ProblemException if there is none with this name
   */
  static Optional<Comparison> parse(String id) {
    if (id == null) {
      return Optional.empty();
    }
    return Optional.of(
        Arrays.stream(values())
            .filter(comparison -> comparison.id().equals(id))
            .findFirst()
            .orElseThrow(
                () ->
                    ProblemException.badParameter(
                        "compare", id, "is not a comparison; known: previous, year")));
  }

  private String id() {
    return name().toLowerCase(Locale.ROOT);
  }
}
