package io.meanstream.source.type;

import io.meanstream.catalog.dataset.Field;
import io.meanstream.catalog.value.FieldType;
import java.util.Arrays;

/** The texts that mean "no value" in a field. */
final class NullMarkers {

  private final char[][] markers;

  private NullMarkers(char[][] markers) {
    this.markers = markers;
  }

  /** The markers of a field; spaces around them count in strings only. */
  static NullMarkers of(Field field) {
    return new NullMarkers(
        field.nulls().stream()
            .map(marker -> field.type() == FieldType.STRING ? marker : marker.strip())
            .map(String::toCharArray)
            .toArray(char[][]::new));
  }

  /** Whether the characters between two indexes are a marker. */
  boolean has(char[] text, int from, int to) {
    for (char[] marker : markers) {
      if (Arrays.equals(text, from, to, marker, 0, marker.length)) {
        return true;
      }
    }
    return false;
  }
}
