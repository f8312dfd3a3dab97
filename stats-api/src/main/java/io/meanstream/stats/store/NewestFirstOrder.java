package io.meanstream.stats.store;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.or;

import com.mongodb.client.model.Sorts;
import io.meanstream.service.paging.Cursor;
import java.time.Instant;
import java.util.Objects;
import org.bson.conversions.Bson;

/**
 * Sorts documents from newest to oldest and then by id, and continues from a cursor. Documents
 * without a time come last.
 *
 * @param time the name of the time field
 */
public record NewestFirstOrder(String time) {

  /** The time in a cursor if the document has none. */
  private static final Instant NEVER = Instant.ofEpochMilli(Long.MIN_VALUE);

  /**
   * The cursor that continues after a document.
   *
   * @param time of the document; null if it has none
   */
  public static Cursor cursorAfter(Instant time, String id) {
    return new Cursor(Objects.requireNonNullElse(time, NEVER), id);
  }

  /** The sort specification. */
  public Bson sort() {
    return Sorts.orderBy(Sorts.descending(time), Sorts.ascending("_id"));
  }

  /** Matches the documents after a cursor. */
  public Bson filterAfter(Cursor last) {
    Bson undated = eq(time, null);
    if (last.at().equals(NEVER)) {
      return and(undated, gt("_id", last.id()));
    }
    return or(lt(time, last.at()), and(eq(time, last.at()), gt("_id", last.id())), undated);
  }
}
