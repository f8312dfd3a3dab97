package io.meanstream.cluster.memory;

import de.bwaldvogel.mongo.backend.Utils;
import de.bwaldvogel.mongo.bson.Document;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * A projection that keeps whole named fields, the usual request of readers of many documents: the
 * library's own projections split every name with a regular expression for every document.
 */
record Inclusion(Set<String> fields) implements UnaryOperator<Document> {

  /** Empty if the projection does anything else. */
  static Optional<Inclusion> of(Document projection) {
    Set<String> fields = new HashSet<>(Set.of("_id"));
    for (Map.Entry<String, Object> entry : projection.entrySet()) {
      String name = entry.getKey();
      boolean included = Utils.isTrue(entry.getValue());
      if (name.equals("_id") && !included) {
        fields.remove(name);
      } else if (!included || !isFlag(entry.getValue()) || name.contains(".")) {
        return Optional.empty();
      } else {
        fields.add(name);
      }
    }
    boolean onlyId = projection.keySet().equals(Set.of("_id"));
    return onlyId && fields.isEmpty() ? Optional.empty() : Optional.of(new Inclusion(fields));
  }

  @Override
  public Document apply(Document document) {
    Document kept = new Document();
    document.forEach(
        (name, value) -> {
          if (fields.contains(name)) {
            kept.put(name, value);
          }
        });
    return kept;
  }

  private static boolean isFlag(Object value) {
    return value instanceof Number || value instanceof Boolean;
  }
}
