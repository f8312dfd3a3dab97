package io.meanstream.catalog.dataset;

import io.meanstream.catalog.period.Period;
import io.meanstream.catalog.record.TypedRecord;
import io.meanstream.catalog.source.Format;
import io.meanstream.catalog.source.Source;
import io.meanstream.catalog.value.FieldType;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/** A small dataset with a field of each type. */
public final class Trips {

  public static final Dataset DATASET =
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
                  "km",
                  FieldType.DOUBLE,
                  false,
                  Optional.of(Bound.of(BigDecimal.ZERO)),
                  Optional.of(Bound.of(new BigDecimal("1000"))),
                  List.of()),
              field("stops", FieldType.INTEGER, false),
              field("paid", FieldType.BOOLEAN, false),
              new Field(
                  "fare",
                  FieldType.DECIMAL,
                  false,
                  Optional.of(Bound.of(new BigDecimal("-0.1"))),
                  Optional.of(Bound.of(new BigDecimal("99999999999999999999"))),
                  List.of()),
              field("due", FieldType.DATE, false)),
          List.of(new Measure("km", "km", "km")),
          List.of(),
          List.of(new Grouping(List.of(), Period.HOUR)),
          List.of(Period.values()),
          Optional.empty(),
          Dataset.DEFAULT_AHEAD);

  private Trips() {}

  public static TypedRecord record(String bike, Instant at, Double km, Long stops, Boolean paid) {
    return record(bike, at, km, stops, paid, null, null);
  }

  public static TypedRecord record(
      String bike,
      Instant at,
      Double km,
      Long stops,
      Boolean paid,
      BigDecimal fare,
      LocalDate due) {
    return TypedRecord.of(DATASET, bike, at, km, stops, paid, fare, due);
  }

  private static Field field(String name, FieldType type, boolean required) {
    return new Field(name, type, required, Optional.empty(), Optional.empty(), List.of());
  }
}
