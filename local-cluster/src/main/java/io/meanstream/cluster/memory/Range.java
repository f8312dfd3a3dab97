package io.meanstream.cluster.memory;

import de.bwaldvogel.mongo.backend.ValueComparator;
import java.util.Optional;

/**
 * A range with both ends included: an index returns a superset, whose documents are all matched
 * again.
 */
record Range(Optional<Object> from, Optional<Object> to) {
  static final Range ALL = new Range(Optional.empty(), Optional.empty());

  boolean isNarrow() {
    return from.isPresent() || to.isPresent();
  }

  Range atLeast(Object value) {
    boolean narrower = from.isEmpty() || ValueComparator.asc().compare(value, from.get()) > 0;
    return narrower ? new Range(Optional.of(value), to) : this;
  }

  Range atMost(Object value) {
    boolean narrower = to.isEmpty() || ValueComparator.asc().compare(value, to.get()) < 0;
    return narrower ? new Range(from, Optional.of(value)) : this;
  }
}
