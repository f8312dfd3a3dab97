package io.meanstream.source.type;

import io.meanstream.catalog.dataset.Field;
import io.meanstream.catalog.value.FieldType;
import java.util.Arrays;

/** The texts that stand for no value of a field. */
final class NullMarkers {

  private final char[][] markers;

  private NullMarkers(char[][] markers) {
    this.markers = markers;
  }

  /** Those of a field; around them, too, spaces count in strings only. */
  static NullMarkers of(Field field) {
    return new NullMarkers(
        field.nulls().stream()
            .map(marker -> field.type() == FieldType.STRING ? marker : marker.strip())
            .map(String::toCharArray)
            .toArray(char[][]::new));
  }

  /** Whether the characters between two places are one of them. */
  boolean has(char[] text, int from, int to) {
    for (char[] marker : markers) {
      if (Arrays.equals(text, from, to, marker, 0, marker.length)) {
        return true;
      }
    }
    return false;
  }
}
