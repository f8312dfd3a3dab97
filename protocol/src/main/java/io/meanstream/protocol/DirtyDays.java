package io.meanstream.protocol;

import java.time.LocalDate;
import java.util.Collections;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.TreeMap;

/**
 * The days of a dataset whose rows have changed since their averages were computed.
 *
 * <p>A dataset's document has a field {@code days: {"2020-04-01": {version, done}, …}}. Each change
 * of a day's rows increments its version. A run that has computed the day sets {@code done} to the
 * version that it read. A day is dirty while its version is greater than {@code done}.
 *
 * @param versions the version of each dirty day
 */
public record DirtyDays(NavigableMap<LocalDate, Long> versions) {

  /** The field of a dataset's document that holds its days. */
  public static final String FIELD = "days";

  private static final String VERSION = "version";
  private static final String DONE = "done";

  public DirtyDays {
    versions = Collections.unmodifiableNavigableMap(versions);
  }

  /** The dirty days among all days of a dataset. */
  public static DirtyDays of(Map<String, ?> days) {
    return between(days, days);
  }

  /**
   * The days that were dirty at any time between two reads of the days, even if a run has computed
   * them in between.
   */
  public static DirtyDays between(Map<String, ?> before, Map<String, ?> after) {
    NavigableMap<LocalDate, Long> dirty = new TreeMap<>();
    after.forEach(
        (day, entry) -> {
          long version = number(entry, VERSION);
          if (version > number(before.get(day), DONE)) {
            dirty.put(LocalDate.parse(day), version);
          }
        });
    return new DirtyDays(dirty);
  }

  /** The path of a day's version in the dataset's document. */
  public static String versionPath(LocalDate day) {
    return path(day, VERSION);
  }

  /** The path of the version for which a day's averages were last computed. */
  public static String donePath(LocalDate day) {
    return path(day, DONE);
  }

  /** The dates of the dirty days. */
  public NavigableSet<LocalDate> days() {
    return versions.navigableKeySet();
  }

  private static String path(LocalDate day, String field) {
    return FIELD + "." + day + "." + field;
  }

  /** A day that was never written has version 0 and is not dirty. */
  private static long number(Object day, String field) {
    return day instanceof Map<?, ?> entry && entry.get(field) instanceof Number number
        ? number.longValue()
        : 0;
  }
}
