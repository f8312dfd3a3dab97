package io.meanstream.batch.average;

import io.meanstream.catalog.Period;
import java.io.Serializable;
import java.util.Comparator;

/**
 * The place of an average: a group and a bucket; in the order of groups and, in each, of time.
 *
 * @param start of the bucket, in milliseconds since the epoch
 */
public record Slot(Group group, Period period, long start)
    implements Comparable<Slot>, Serializable {

  private static final Comparator<Slot> ORDER =
      Comparator.comparing(Slot::group).thenComparingLong(Slot::start).thenComparing(Slot::period);

  @Override
  public int compareTo(Slot other) {
    return ORDER.compare(this, other);
  }
}
