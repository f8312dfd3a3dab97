package io.meanstream.catalog.record;

import io.meanstream.catalog.dataset.Dataset;
import io.meanstream.catalog.dataset.DocumentId;
import io.meanstream.catalog.value.FieldType;
import io.meanstream.catalog.value.ValueText;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;

/** The typed values of one row, in the order of its dataset's fields; never changed. */
public final class TypedRecord {

  private final Dataset dataset;
  private final Object[] values;

  private TypedRecord(Dataset dataset, Object[] values) {
    this.dataset = dataset;
    this.values = values;
  }

  /**
   * A record of these values, with the Java types of {@link FieldType}.
   *
   * @param values one for each field, null if it is absent; the record owns the array from now on
   * @throws IllegalArgumentException if there are more or fewer values than fields
   */
  public static TypedRecord of(Dataset dataset, Object... values) {
    if (values.length != dataset.fields().size()) {
      throw new IllegalArgumentException(
          "%d values for the %d fields of %s"
              .formatted(values.length, dataset.fields().size(), dataset.name()));
    }
    return new TypedRecord(dataset, values);
  }

  public Dataset dataset() {
    return dataset;
  }

  /**
   * The value at a field's index, null if it is absent: this is called for each field of each row,
   * and an {@code Optional} would slow that down.
   */
  public Object value(int index) {
    return values[index];
  }

  /**
   * The value of a field.
   *
   * @throws IllegalArgumentException if the dataset has no such field
   */
  public Optional<Object> value(String field) {
    return Optional.ofNullable(values[dataset.indexOf(field)]);
  }

  /**
   * The value of the dataset's time field.
   *
   * @throws IllegalStateException if it is absent
   */
  public Instant time() {
    return value(dataset.time())
        .map(Instant.class::cast)
        .orElseThrow(() -> new IllegalStateException(dataset.time() + " has no value"));
  }

  /**
   * The row's ID: the values of its key fields, as {@link ValueText} writes them.
   *
   * @param keyFields the indexes of the fields
   * @throws IllegalArgumentException if one of them has no value
   */
  public String id(int[] keyFields) {
    String[] parts = new String[keyFields.length];
    for (int part = 0; part < keyFields.length; part++) {
      Object value = values[keyFields[part]];
      if (value == null) {
        throw new IllegalArgumentException(
            "the key field " + dataset.fields().get(keyFields[part]).name() + " has no value");
      }
      parts[part] = ValueText.of(value);
    }
    return DocumentId.join(parts);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof TypedRecord that
        && dataset.name().equals(that.dataset.name())
        && Arrays.equals(values, that.values);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(values);
  }

  @Override
  public String toString() {
    return dataset.name() + Arrays.toString(values);
  }
}
