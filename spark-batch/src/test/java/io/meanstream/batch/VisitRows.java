package io.meanstream.batch;

import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.stream.Stream;
import org.bson.Document;

/** Creates stored rows of the test dataset visits. */
public final class VisitRows {

  private VisitRows() {}

  /** A visit that no rule excludes. */
  public static Document at(String instant, double size) {
    return at(Instant.parse(instant), size);
  }

  public static Document at(Instant instant, double size) {
    return new Document("_id", "%s %s".formatted(instant, size))
        .append("visit_id", "%s %s".formatted(instant, size))
        .append("order", Date.from(instant))
        .append("select", size);
  }

  /** One visit of size 1 every quarter of an hour. */
  public static List<Document> everyQuarterHour(Instant from, Instant to) {
    return Stream.iterate(from, at -> at.isBefore(to), at -> at.plus(Duration.ofMinutes(15)))
        .map(at -> at(at, 1))
        .toList();
  }
}
