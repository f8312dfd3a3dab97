package io.meanstream.cluster.memory;

import de.bwaldvogel.mongo.MongoCollection;
import de.bwaldvogel.mongo.backend.EmptyIndex;
import de.bwaldvogel.mongo.backend.IndexKey;
import de.bwaldvogel.mongo.backend.ValueComparator;
import de.bwaldvogel.mongo.bson.Document;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * A non-unique index that finds positions by equal leading fields and a range of the next one.
 *
 * <p>To the library it looks like the empty index that it uses for every non-unique one, and is
 * never queried; {@link StoredCollection} queries it. Not thread-safe.
 */
final class SortedIndex extends EmptyIndex<Integer> {
  private static final int MOST_SHARED = 10_000;

  private final List<FieldPath> fields;
  private final NavigableSet<Entry> entries = new TreeSet<>(SortedIndex::compare);
  private final Map<Object, Object> shared = new HashMap<>();
  private boolean holdsArrays;

  SortedIndex(String name, List<IndexKey> keys) {
    super(name, keys);
    fields = keys.stream().map(IndexKey::getKey).map(FieldPath::of).toList();
  }

  /** Values of the leading fields (in the index itself, of all fields) and a position. */
  private record Entry(Object[] values, int position) {}

  @Override
  public void add(Document document, Integer position, MongoCollection<Integer> collection) {
    entries.add(entry(document, position));
  }

  @Override
  public void updateInPlace(
      Document before, Document after, Integer position, MongoCollection<Integer> collection) {
    remove(before, position);
    entries.add(entry(after, position));
  }

  void remove(Document document, int position) {
    entries.remove(entry(document, position));
  }

  @Override
  public long getCount() {
    return entries.size();
  }

  /** How many leading fields the conditions narrow; 0 if the index does not help. */
  int narrowedBy(Conditions conditions) {
    if (holdsArrays) {
      return 0;
    }
    int equal = equalFields(conditions);
    return equal < fields.size() && conditions.rangeOf(fields.get(equal).name()).isNarrow()
        ? equal + 1
        : equal;
  }

  /** A superset of the positions that meet the conditions, in the order of the index. */
  IntStream positions(Conditions conditions) {
    int equal = equalFields(conditions);
    Range range = equal < fields.size() ? conditions.rangeOf(fields.get(equal).name()) : Range.ALL;
    Entry from = probe(conditions, equal, range.from(), -1);
    Entry to = probe(conditions, equal, range.to(), Integer.MAX_VALUE);
    if (compare(from, to) > 0) {
      return IntStream.empty();
    }
    return entries.subSet(from, true, to, true).stream().mapToInt(Entry::position);
  }

  /** Whether documents are sorted by this field, ties aside. */
  boolean isOrderOf(String field) {
    return !holdsArrays && fields.get(0).name().equals(field);
  }

  /** The first so many positions, or the last. */
  IntStream ends(int atMost, boolean isDescending) {
    return (isDescending ? entries.descendingSet() : entries)
        .stream().limit(atMost).mapToInt(Entry::position);
  }

  private int equalFields(Conditions conditions) {
    int count = 0;
    while (count < fields.size() && conditions.equalTo(fields.get(count).name()).isPresent()) {
      count++;
    }
    return count;
  }

  private Entry probe(Conditions conditions, int equal, Optional<Object> bound, int position) {
    Object[] values = new Object[equal + (bound.isPresent() ? 1 : 0)];
    for (int i = 0; i < equal; i++) {
      values[i] = conditions.equalTo(fields.get(i).name()).orElseThrow();
    }
    bound.ifPresent(value -> values[equal] = value);
    return new Entry(values, position);
  }

  private Entry entry(Document document, int position) {
    Object[] values = new Object[fields.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = share(fields.get(i).in(document));
    }
    return new Entry(values, position);
  }

  /** Deduplicates equal values while there are few: ids of ingestions, group names. */
  private Object share(Object value) {
    holdsArrays |= value instanceof Collection;
    if (!(value instanceof String)) {
      return value;
    }
    Object known = shared.get(value);
    if (known == null && shared.size() < MOST_SHARED) {
      shared.put(value, value);
    }
    return known == null ? value : known;
  }

  /** Compares the values that both have; a probe has fewer, and its position decides the side. */
  private static int compare(Entry a, Entry b) {
    int common = Math.min(a.values.length, b.values.length);
    for (int i = 0; i < common; i++) {
      int order = compareValues(a.values[i], b.values[i]);
      if (order != 0) {
        return order;
      }
    }
    return Integer.compare(a.position, b.position);
  }

  private static int compareValues(Object a, Object b) {
    if (a == b) {
      return 0;
    }
    if (a instanceof String left && b instanceof String right) {
      return left.compareTo(right);
    }
    if (a instanceof Instant left && b instanceof Instant right) {
      return left.compareTo(right);
    }
    return ValueComparator.asc().compare(a, b);
  }
}
