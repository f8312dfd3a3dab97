package io.meanstream.batch;

import java.time.LocalDate;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.bson.Document;

/**
 * The days whose rows have changed since their averages were computed.
 *
 * @param versions the version of each day when the run began
 */
record Marks(Map<LocalDate, Long> versions) {

  /** From the entries {@code {day: {version, done}}} of a dataset's document. */
  static Marks from(Document days) {
    Map<LocalDate, Long> touched = new TreeMap<>();
    days.forEach(
        (day, entry) -> {
          Document mark = (Document) entry;
          long version = number(mark, "version");
          if (version > number(mark, "done")) {
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
