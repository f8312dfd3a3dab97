package io.meanstream.batch.average;

import io.meanstream.catalog.period.Period;
import java.io.Serializable;
import java.util.Comparator;

/**
 * A group in a bucket, which identifies an average. Ordered by group, then by time.
 *
 * @param start of the bucket, in milliseconds since the epoch
 */
public record GroupBucket(Group group, Period period, long start)
    implements Comparable<GroupBucket>, Serializable {

  private static final Comparator<GroupBucket> ORDER =
      Comparator.comparing(GroupBucket::group)
          .thenComparingLong(GroupBucket::start)
          .thenComparing(GroupBucket::period);

  @Override
  public int compareTo(GroupBucket other) {
    return ORDER.compare(this, other);
  }
}
