package io.meanstream.batch.rows;

import io.meanstream.catalog.dataset.Field;
import io.meanstream.catalog.value.FieldType;
import java.io.Serializable;

/** A field of stored rows, as a Spark task needs it. */
record StoredField(String name, FieldType type) implements Serializable {

  static StoredField of(Field field) {
    return new StoredField(field.name(), field.type());
  }
}
