package io.meanstream.source.type;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * Turns a zone's local times into instants as {@link java.time.ZonedDateTime#ofLocal} does: the
 * earlier of two, and a skipped time is moved forward by the length of the gap.
 */
final class LocalTimes {

  private final ZoneId zone;
  private final ZoneRules rules;
  private long ambiguous;

  // by start; at most two a year, and the years of a timestamp have four digits
  private final NavigableMap<Long, Stretch> known = new TreeMap<>();
  private Stretch last = new Stretch(0, 0, 0);

  /**
   * Local seconds during which a single offset is valid.
   *
   * @param to exclusive
   * @param offset in seconds
   */
  private record Stretch(long from, long to, int offset) {
    boolean has(long local) {
      return local >= from && local < to;
    }
  }

  LocalTimes(ZoneId zone) {
    this.zone = zone;
    this.rules = zone.getRules();
  }

  ZoneId zone() {
    return zone;
  }

  /** How many times so far were ambiguous or skipped by the zone's clock. */
  long ambiguous() {
    return ambiguous;
  }

  /** Resets the count after a row is rejected. */
  void resetAmbiguous(long count) {
    ambiguous = count;
  }

  /** The instant of a local time in another zone, counted if ambiguous or skipped. */
  Instant ofAnotherZone(ZonedDateTime time) {
    ambiguous++;
    return time.toInstant();
  }

  /** Converts a local time, given in seconds as if it were UTC, to seconds since the epoch. */
  long toEpochSecond(long local) {
    if (last.has(local)) {
      return local - last.offset;
    }
    Map.Entry<Long, Stretch> nearest = known.floorEntry(local);
    if (nearest != null && nearest.getValue().has(local)) {
      last = nearest.getValue();
      return local - last.offset;
    }
    LocalDateTime time = LocalDateTime.ofEpochSecond(local, 0, ZoneOffset.UTC);
    ZoneOffsetTransition change = rules.getTransition(time);
    if (change != null) {
      ambiguous++;
      // the offset before the change is an overlap's earlier one, and moves a skipped time past the
      // gap
      return local - change.getOffsetBefore().getTotalSeconds();
    }
    last = stretchAround(local, rules.getOffset(time).getTotalSeconds());
    known.put(last.from, last);
    return local - last.offset;
  }

  private Stretch stretchAround(long local, int offset) {
    Instant instant = Instant.ofEpochSecond(local - offset);
    ZoneOffsetTransition before = rules.previousTransition(instant.plusSeconds(1));
    ZoneOffsetTransition after = rules.nextTransition(instant);
    return new Stretch(
        before == null ? Long.MIN_VALUE : before.toEpochSecond() + latest(before),
        after == null ? Long.MAX_VALUE : after.toEpochSecond() + earliest(after),
        offset);
  }

  private static int latest(ZoneOffsetTransition change) {
    return Math.max(
        change.getOffsetBefore().getTotalSeconds(), change.getOffsetAfter().getTotalSeconds());
  }

  private static int earliest(ZoneOffsetTransition change) {
    return Math.min(
        change.getOffsetBefore().getTotalSeconds(), change.getOffsetAfter().getTotalSeconds());
  }
}
