package io.meanstream.batch.average;

import java.io.Serializable;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;

/**
 * One group of a grouping.
 *
 * @param grouping the index of the grouping in the aggregation spec
 * @param values of the grouping's fields: String, Long, Boolean, BigDecimal, LocalDate, or null if
 *     missing
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

  /** Equal in all JVMs, because Spark uses it to bring the parts of a group together. */
  @Override
  public int hashCode() {
    return 31 * grouping + values.hashCode();
  }

  /** A field has one type, so its values are comparable. */
  @SuppressWarnings("unchecked")
  private static int compareTyped(Object one, Object other) {
    return ((Comparable<Object>) one).compareTo(other);
  }
}
