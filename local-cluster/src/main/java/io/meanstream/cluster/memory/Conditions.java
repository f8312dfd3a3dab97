package io.meanstream.cluster.memory;

import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.bson.ObjectId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * The conditions of a query that an index can use: equality, membership and ranges of plain values,
 * at the top level or below {@code $and}. All others are left out.
 */
final class Conditions {
  private final Map<String, List<Object>> byField = new HashMap<>();
  private final List<List<Document>> alternatives = new ArrayList<>();

  private Conditions() {}

  static Conditions of(Document query) {
    Conditions conditions = new Conditions();
    conditions.collect(query);
    return conditions;
  }

  private void collect(Document query) {
    query.forEach(
        (key, value) -> {
          if (key.equals("$and")) {
            documents(value).forEach(this::collect);
          } else if (key.equals("$or")) {
            alternatives.add(documents(value));
          } else {
            byField.computeIfAbsent(key, field -> new ArrayList<>()).add(value);
          }
        });
  }

  /** The branches of each {@code $or}. */
  List<List<Document>> alternatives() {
    return alternatives;
  }

  /** The value that the field must equal. */
  Optional<Object> equalTo(String field) {
    return of(field).stream()
        .map(value -> value instanceof Document operators ? operators.get("$eq") : value)
        .filter(Conditions::isPlain)
        .findFirst();
  }

  /** The values one of which the field must equal. */
  Optional<Collection<?>> oneOf(String field) {
    Optional<Object> single = equalTo(field);
    if (single.isPresent()) {
      return Optional.of(List.of(single.get()));
    }
    for (Object value : of(field)) {
      if (value instanceof Document operators
          && operators.get("$in") instanceof Collection<?> values
          && values.stream().allMatch(Conditions::isPlain)) {
        return Optional.of(values);
      }
    }
    return Optional.empty();
  }

  Range rangeOf(String field) {
    Range range = Range.ALL;
    for (Object value : of(field)) {
      if (value instanceof Document operators) {
        range = narrow(range, operators);
      }
    }
    return range;
  }

  private static Range narrow(Range range, Document operators) {
    Range narrower = range;
    for (Map.Entry<String, Object> operator : operators.entrySet()) {
      Object bound = operator.getValue();
      if (!isPlain(bound)) {
        continue;
      }
      narrower =
          switch (operator.getKey()) {
            case "$gt", "$gte" -> narrower.atLeast(bound);
            case "$lt", "$lte" -> narrower.atMost(bound);
            default -> narrower;
          };
    }
    return narrower;
  }

  private List<Object> of(String field) {
    return byField.getOrDefault(field, List.of());
  }

  private static boolean isPlain(Object value) {
    return value instanceof String
        || value instanceof Number
        || value instanceof Instant
        || value instanceof Boolean
        || value instanceof ObjectId
        || value instanceof UUID;
  }

  @SuppressWarnings("unchecked")
  private static List<Document> documents(Object value) {
    return List.copyOf((Collection<Document>) value);
  }
}
