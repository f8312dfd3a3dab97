package io.meanstream.system.trips;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Date;
import org.bson.Document;

/** A row of a minimal dataset. */
public record Trip(String id, Instant at, long seats) implements SourceRow {

  private static final ZoneId ZONE = ZoneId.of("America/Chicago");

  /** A trip at noon of a day. */
  public static Trip on(LocalDate day, String id, long seats) {
    return new Trip(id, day.atTime(12, 0).atZone(ZONE).toInstant(), seats);
  }

  /** Writes the definition of a dataset of trips; its topic has the same name. */
  public static void define(Path folder, String dataset) {
    String definition =
        """
        name: %s
        source: {format: csv, zone: %s}
        key: [[id]]
        time: at
        fields:
          id: {type: string, required: true}
          at: {type: timestamp, required: true}
          seats: {type: integer, min: 0}
        measures:
          seats: {unit: seats, expression: seats}
        """
            .formatted(dataset, ZONE);
    try {
      Files.writeString(folder.resolve(dataset + ".yaml"), definition);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public byte[] key() {
    return id.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public byte[] value() {
    return "{\"id\": \"%s\", \"at\": \"%s\", \"seats\": %d}"
        .formatted(id, at, seats)
        .getBytes(StandardCharsets.UTF_8);
  }

  LocalDate day() {
    return LocalDate.ofInstant(at, ZONE);
  }

  Document stored() {
    return new Document("_id", id)
        .append("id", id)
        .append("at", Date.from(at))
        .append("seats", seats);
  }
}
