package io.meanstream.batch.average;

import io.meanstream.catalog.period.Bucket;
import io.meanstream.catalog.period.Period;
import java.time.Instant;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * Computes each bucket of a zone once. Rows are not sorted, and calendar arithmetic for each of
 * them would take longer than reading it. Not thread-safe.
 */
public final class BucketCache {

  private final ZoneId zone;
  private final Map<Period, TreeMap<Long, Bucket>> known = new EnumMap<>(Period.class);

  public BucketCache(ZoneId zone) {
    this.zone = zone;
    for (Period period : Period.values()) {
      known.put(period, new TreeMap<>());
    }
  }

  /** The bucket that contains an instant, given in milliseconds since the epoch. */
  public Bucket bucketOf(Period period, long millis) {
    TreeMap<Long, Bucket> buckets = known.get(period);
    Map.Entry<Long, Bucket> before = buckets.floorEntry(millis);
    if (before != null && millis < before.getValue().end().toEpochMilli()) {
      return before.getValue();
    }
    Bucket bucket = period.bucketOf(Instant.ofEpochMilli(millis), zone);
    buckets.put(bucket.start().toEpochMilli(), bucket);
    return bucket;
  }
}
