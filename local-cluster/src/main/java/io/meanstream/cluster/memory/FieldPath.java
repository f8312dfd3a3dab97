package io.meanstream.cluster.memory;

import de.bwaldvogel.mongo.bson.Document;
import java.util.List;

/** A field's dotted name, split once: the library splits it with a regular expression each time. */
record FieldPath(String name, List<String> parts) {
  static FieldPath of(String name) {
    return new FieldPath(name, List.of(name.split("\\.")));
  }

  /** The value; null if there is none; an array on the way is returned as it is. */
  Object in(Document document) {
    Object value = document;
    for (String part : parts) {
      if (!(value instanceof Document inner)) {
        return value instanceof List ? value : null;
      }
      value = inner.get(part);
    }
    return value;
  }
}
