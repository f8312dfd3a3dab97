package io.meanstream.batch.verify;

import io.meanstream.batch.average.TimeRange;
import java.io.Serializable;
import java.util.Comparator;
import org.bson.Document;

/**
 * What a verification finds out about an average.
 *
 * @param average its id
 * @param difference what is stored and what its rows make of it; empty where these are equal
 */
public record Comparison(String average, TimeRange time, String difference)
    implements Serializable {

  static final Comparator<Comparison> BY_AVERAGE =
      (Comparator<Comparison> & Serializable) (one, other) -> one.average.compareTo(other.average);

  /** Of what is stored in a place and what its rows make; of each there is one at most. */
  static Comparison of(String average, Iterable<Document> stored, Iterable<Document> recomputed) {
    boolean isStored = stored.iterator().hasNext();
    boolean hasRows = recomputed.iterator().hasNext();
    if (!hasRows) {
      return of(stored.iterator().next(), "is stored, but there is no row of it");
    }
    Document fresh = recomputed.iterator().next();
    String difference =
        isStored
            ? AverageDifference.between(stored.iterator().next(), fresh)
            : "is not stored, but there are rows of it";
    return of(fresh, difference);
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
