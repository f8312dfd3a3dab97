package io.meanstream.ingest.type;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;

/**
 * Turns local times of a zone into instants as {@link java.time.ZonedDateTime#ofLocal} does: of two
 * the earlier, and a time that the clock skips moved forward by the length of the gap.
 */
final class LocalTimes {

  private final ZoneRules rules;
  private final AmbiguousTimes ambiguous;

  // the stretch of local seconds around the last time in which one offset alone is valid
  private long from = Long.MAX_VALUE;
  private long to = Long.MIN_VALUE;
  private int offset;

  LocalTimes(ZoneId zone, AmbiguousTimes ambiguous) {
    this.rules = zone.getRules();
    this.ambiguous = ambiguous;
  }

  /** The seconds since the epoch of a local time, given in seconds as if it were UTC. */
  long toEpochSecond(long local) {
    if (local >= from && local < to) {
      return local - offset;
    }
    LocalDateTime time = LocalDateTime.ofEpochSecond(local, 0, ZoneOffset.UTC);
    ZoneOffsetTransition change = rules.getTransition(time);
    if (change != null) {
      ambiguous.add();
      // the offset before is the overlap's earlier one, and moves a skipped time past the gap
      return local - change.getOffsetBefore().getTotalSeconds();
    }
    offset = rules.getOffset(time).getTotalSeconds();
    findSteadyStretch(Instant.ofEpochSecond(local - offset));
    return local - offset;
  }

  private void findSteadyStretch(Instant instant) {
    ZoneOffsetTransition last = rules.previousTransition(instant.plusSeconds(1));
    ZoneOffsetTransition next = rules.nextTransition(instant);
    from =
        last == null
            ? Long.MIN_VALUE
            : last.toEpochSecond()
                + Math.max(
                    last.getOffsetBefore().getTotalSeconds(),
                    last.getOffsetAfter().getTotalSeconds());
    to =
        next == null
            ? Long.MAX_VALUE
            : next.toEpochSecond()
                + Math.min(
                    next.getOffsetBefore().getTotalSeconds(),
                    next.getOffsetAfter().getTotalSeconds());
  }
}
