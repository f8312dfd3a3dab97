package io.meanstream.catalog.period;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.IsoFields;
import java.time.temporal.TemporalAdjusters;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The lengths of time that averages are kept for, from the shortest to the longest.
 *
 * <p>Days and longer periods begin at the start of a day of the zone, so that they have 23 or 25
 * hours when the clock changes. Weeks are those of ISO 8601 and begin on a Monday. An hour is one
 * of the wall clock, cut where the clock changes within it.
 */
public enum Period {
  /** Labels carry the offset, since two hours share a wall-clock time when the clock goes back. */
  HOUR {
    @Override
    public Bucket bucketOf(Instant instant, ZoneId zone) {
      ZoneRules rules = zone.getRules();
      ZoneOffset offset = rules.getOffset(instant);
      long shift = offset.getTotalSeconds();
      long local = instant.getEpochSecond() + shift;
      Instant from = Instant.ofEpochSecond(local - Math.floorMod(local, SECONDS_OF_HOUR) - shift);
      Instant to = from.plusSeconds(SECONDS_OF_HOUR);
      return new Bucket(
          this,
          rules.getOffset(from).equals(offset)
              ? from
              : rules.previousTransition(instant.plusNanos(1)).getInstant(),
          rules.getOffset(to.minusNanos(1)).equals(offset)
              ? to
              : rules.nextTransition(instant).getInstant(),
          HOUR_LABEL.format(from.atOffset(offset)));
    }
  },
  /** Labelled {@code 2020-05-01}. */
  DAY {
    @Override
    public Bucket bucketOf(Instant instant, ZoneId zone) {
      LocalDate date = LocalDate.ofInstant(instant, zone);
      return bucket(date, date.plusDays(1), date.toString(), zone);
    }
  },
  /** Labelled {@code 2020-W18}, with the week-based year. */
  WEEK {
    @Override
    public Bucket bucketOf(Instant instant, ZoneId zone) {
      LocalDate monday =
          LocalDate.ofInstant(instant, zone)
              .with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
      String label =
          String.format(
              Locale.ROOT,
              "%04d-W%02d",
              monday.get(IsoFields.WEEK_BASED_YEAR),
              monday.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR));
      return bucket(monday, monday.plusWeeks(1), label, zone);
    }
  },
  /** Labelled {@code 2020-05}. */
  MONTH {
    @Override
    public Bucket bucketOf(Instant instant, ZoneId zone) {
      YearMonth month = YearMonth.from(LocalDate.ofInstant(instant, zone));
      return bucket(month.atDay(1), month.plusMonths(1).atDay(1), month.toString(), zone);
    }
  },
  /** Labelled {@code 2020-Q2}. */
  QUARTER {
    @Override
    public Bucket bucketOf(Instant instant, ZoneId zone) {
      LocalDate date = LocalDate.ofInstant(instant, zone);
      int quarter = date.get(IsoFields.QUARTER_OF_YEAR);
      LocalDate first = LocalDate.of(date.getYear(), 3 * quarter - 2, 1);
      String label = String.format(Locale.ROOT, "%04d-Q%d", date.getYear(), quarter);
      return bucket(first, first.plusMonths(3), label, zone);
    }
  };

  private static final int SECONDS_OF_HOUR = 3600;
  private static final DateTimeFormatter HOUR_LABEL =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HHxxx", Locale.ROOT);

  /** The bucket of this period that holds an instant. */
  public abstract Bucket bucketOf(Instant instant, ZoneId zone);

  /** The buckets of this period that share an instant with {@code [from, to)}, in time order. */
  public List<Bucket> buckets(Instant from, Instant to, ZoneId zone) {
    List<Bucket> buckets = new ArrayList<>();
    for (Instant at = from; at.isBefore(to); ) {
      Bucket bucket = bucketOf(at, zone);
      buckets.add(bucket);
      at = bucket.end();
    }
    return buckets;
  }

  /** Whether this period is shorter than another. */
  public boolean isFinerThan(Period other) {
    return compareTo(other) < 0;
  }

  /** The name in definitions and requests, in lower case. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The period of this {@link #id}. */
  public static Optional<Period> of(String id) {
    return Arrays.stream(values()).filter(period -> period.id().equals(id)).findFirst();
  }

  Bucket bucket(LocalDate first, LocalDate next, String label, ZoneId zone) {
    return new Bucket(
        this, first.atStartOfDay(zone).toInstant(), next.atStartOfDay(zone).toInstant(), label);
  }
}
