package io.meanstream.batch;

import java.time.LocalDate;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.bson.Document;

/**
 * The days whose rows have changed since their averages were computed.
 *
 * @param versions the version that each of these days has
 */
record Marks(Map<LocalDate, Long> versions) {

  /** From the entries {@code {day: {version, done}}} of a dataset's document. */
  static Marks from(Document days) {
    return between(days, days);
  }

  /**
   * Of a time in which the entries went from the ones to the others: the days that were touched
   * when it began, and those that have been since, though a run may have been over them.
   */
  static Marks between(Document before, Document after) {
    Map<LocalDate, Long> touched = new TreeMap<>();
    after.forEach(
        (day, entry) -> {
          long version = number((Document) entry, "version");
          if (version > number(before.get(day, new Document()), "done")) {
            touched.put(LocalDate.parse(day), version);
          }
        });
    return new Marks(touched);
  }

  Set<LocalDate> days() {
    return versions.keySet();
  }

  private static long number(Document mark, String field) {
    return mark.get(field, (Number) 0L).longValue();
  }
}
