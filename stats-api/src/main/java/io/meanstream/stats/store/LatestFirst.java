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
 * An order of documents: the latest first, then by id; those without a time come last.
 *
 * @param time the field that has the time
 */
public record LatestFirst(String time) {

  /** Stands in a cursor for the time of a document that has none. */
  private static final Instant NEVER = Instant.ofEpochMilli(Long.MIN_VALUE);

  /**
   * The cursor of what comes after a document.
   *
   * @param time of the document; null where it has none
   */
  public static Cursor after(Instant time, String id) {
    return new Cursor(Objects.requireNonNullElse(time, NEVER), id);
  }

  /** Sorts by this order. */
  public Bson sort() {
    return Sorts.orderBy(Sorts.descending(time), Sorts.ascending("_id"));
  }

  /** Finds what comes after the last document of the page before. */
  public Bson following(Cursor last) {
    Bson undated = eq(time, null);
    if (last.at().equals(NEVER)) {
      return and(undated, gt("_id", last.id()));
    }
    return or(lt(time, last.at()), and(eq(time, last.at()), gt("_id", last.id())), undated);
  }
}
