package io.meanstream.catalog;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/** A small dataset with a field of each type. */
final class Trips {

  static final Dataset DATASET =
      new Dataset(
          "trips",
          "Trips",
          "trips",
          new Source(Format.CSV, ZoneId.of("America/Chicago")),
          List.of(List.of("bike", "at")),
          "at",
          List.of(
              field("bike", FieldType.STRING, false),
              field("at", FieldType.TIMESTAMP, true),
              new Field(
                  "km", FieldType.DOUBLE, false, Optional.of(0.0), Optional.of(1000.0), List.of()),
              field("stops", FieldType.INTEGER, false),
              field("paid", FieldType.BOOLEAN, false)),
          List.of(new Measure("km", "km", "km")),
          List.of(),
          List.of(new Grouping(List.of(), Period.HOUR)),
          List.of(Period.values()));

  private Trips() {}

  static TypedRecord record(String bike, Instant at, Double km, Long stops, Boolean paid) {
    return TypedRecord.of(DATASET, bike, at, km, stops, paid);
  }

  private static Field field(String name, FieldType type, boolean required) {
    return new Field(name, type, required, Optional.empty(), Optional.empty(), List.of());
  }
}
