package io.meanstream.source.type;

import io.meanstream.catalog.Catalog;
import io.meanstream.catalog.dataset.Bound;
import io.meanstream.catalog.dataset.Dataset;
import io.meanstream.catalog.dataset.Field;
import io.meanstream.catalog.dataset.Grouping;
import io.meanstream.catalog.period.Period;
import io.meanstream.catalog.source.Format;
import io.meanstream.catalog.source.Source;
import io.meanstream.catalog.value.FieldType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A dataset with a field of each type, keyed by id or by name and time. */
final class ThingsDataset {

  static final Dataset DATASET =
      new Dataset(
          "things",
          "ThingsDataset",
          "things",
          new Source(Format.CSV, ZoneId.of("America/Chicago")),
          List.of(List.of("id"), List.of("name", "at")),
          "at",
          List.of(
              field("id", FieldType.STRING, false, "thing_id"),
              bounded("amount", FieldType.DOUBLE, -90, 90),
              field("at", FieldType.TIMESTAMP, true, "start time"),
              bounded("pieces", FieldType.INTEGER, 1, 10),
              field("whole", FieldType.BOOLEAN, false),
              field("name", FieldType.STRING, false)),
          List.of(),
          List.of(),
          List.of(new Grouping(List.of(), Period.HOUR)),
          List.of(Period.DAY),
          Optional.empty(),
          Dataset.DEFAULT_AHEAD);

  private ThingsDataset() {}

  static Dataset keyedByPosition() {
    return with(List.of(), DATASET.fields());
  }

  /** Its times have days in the column at, and times of day in the column clock. */
  static Dataset withTimesOfDay() {
    return definedAs(
        """
        name: things
        key: [[id]]
        time: at
        source: {zone: America/Chicago}
        fields:
          id: {type: string}
          at: {type: timestamp, with: clock, formats: [d/M/yyyy H.mm.ss], nulls: [NA]}
          clock: {type: string}
        """);
  }

  /** Restricts the values of its ids. */
  static Dataset withIds(Optional<String> pattern, List<String> oneOf) {
    List<Field> fields = new ArrayList<>(DATASET.fields());
    fields.set(
        0,
        new Field(
            "id",
            FieldType.STRING,
            false,
            Optional.empty(),
            Optional.empty(),
            pattern,
            oneOf,
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            Optional.empty(),
            List.of()));
    return with(DATASET.keys(), fields);
  }

  /**
   * Builds a definition with the fields id (the key), at, amount, pieces, name and due.
   *
   * @param source further settings of its source
   * @param amount further settings of its field amount
   */
  static Dataset defined(String source, String amount) {
    return definedAs(
        """
        name: things
        key: [[id]]
        time: at
        source: {zone: America/Chicago, %s}
        fields:
          id: {type: string}
          at: {type: timestamp}
          amount: {type: double, %s}
          pieces: {type: integer}
          name: {type: string}
          due: {type: date}
        """
            .formatted(source, amount));
  }

  /** Parses a complete definition. */
  static Dataset definedAs(String yaml) {
    try {
      Path folder = Files.createTempDirectory("things");
      Path file = Files.writeString(folder.resolve("things.yaml"), yaml);
      try {
        return Catalog.load(folder).all().get(0);
      } finally {
        Files.delete(file);
        Files.delete(folder);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Dataset with(List<List<String>> keys, List<Field> fields) {
    return new Dataset(
        DATASET.name(),
        DATASET.title(),
        DATASET.topic(),
        DATASET.source(),
        keys,
        DATASET.time(),
        fields,
        DATASET.measures(),
        DATASET.exclude(),
        DATASET.groups(),
        DATASET.periods(),
        DATASET.schedule(),
        DATASET.ahead());
  }

  private static Field field(String name, FieldType type, boolean required, String... aliases) {
    return new Field(name, type, required, Optional.empty(), Optional.empty(), List.of(aliases));
  }

  private static Field bounded(String name, FieldType type, long min, long max) {
    return new Field(
        name,
        type,
        false,
        Optional.of(Bound.of(BigDecimal.valueOf(min))),
        Optional.of(Bound.of(BigDecimal.valueOf(max))),
        List.of());
  }
}
