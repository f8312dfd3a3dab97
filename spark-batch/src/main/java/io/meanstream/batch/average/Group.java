package io.meanstream.batch.average;

import java.io.Serializable;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;

/**
 * One group of a grouping.
 *
 * @param grouping its place in the plan
 * @param values of the grouping's fields: String, Long, Boolean, BigDecimal, LocalDate, or null
 *     where a row has none
 */
public record Group(int grouping, List<Object> values) implements Comparable<Group>, Serializable {

  private static final Comparator<Object> NULLS_FIRST = Comparator.nullsFirst(Group::compareTyped);

  @Override
  public int compareTo(Group other) {
    int order = Integer.compare(grouping, other.grouping);
    Iterator<Object> others = other.values.iterator();
    for (Iterator<Object> own = values.iterator(); order == 0 && own.hasNext(); ) {
      order = NULLS_FIRST.compare(own.next(), others.next());
    }
    return order;
  }

  /** The same in every JVM, as Spark needs it to bring the parts of a group together. */
  @Override
  public int hashCode() {
    return 31 * grouping + values.hashCode();
  }

  /** A field has one type, so that two values of it are comparable. */
  @SuppressWarnings("unchecked")
  private static int compareTyped(Object one, Object other) {
    return ((Comparable<Object>) one).compareTo(other);
  }
}
