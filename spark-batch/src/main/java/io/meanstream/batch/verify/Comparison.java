package io.meanstream.batch.verify;

import io.meanstream.batch.average.TimeRange;
import java.io.Serializable;
import java.util.Comparator;
import org.bson.Document;

/**
 * The comparison of one stored average with its rows.
 *
 * @param average its ID
 * @param difference the first difference in words; empty if they are equal
 */
public record Comparison(String average, TimeRange time, String difference)
    implements Serializable {

  static final Comparator<Comparison> BY_AVERAGE =
      (Comparator<Comparison> & Serializable) (one, other) -> one.average.compareTo(other.average);

  /**
   * Compares the stored average with the one recomputed from its rows. Each occurs at most once.
   */
  static Comparison of(String average, Iterable<Document> stored, Iterable<Recomputed> recomputed) {
    boolean isStored = stored.iterator().hasNext();
    boolean hasRows = recomputed.iterator().hasNext();
    if (!hasRows) {
      return of(stored.iterator().next(), "is stored, but has no rows");
    }
    Recomputed fresh = recomputed.iterator().next();
    String difference =
        isStored
            ? AverageDifference.between(stored.iterator().next(), fresh)
            : "has rows, but is not stored";
    return of(fresh.document(), difference);
  }

  private static Comparison of(Document average, String difference) {
    TimeRange time =
        new TimeRange(average.getDate("start").toInstant(), average.getDate("end").toInstant());
    return new Comparison(average.getString("_id"), time, difference);
  }

  Document toDocument() {
    return new Document("average", average).append("difference", difference);
  }

  boolean isDifferent() {
    return !difference.isEmpty();
  }

  @Override
  public String toString() {
    return "%s %s".formatted(average, difference);
  }
}
