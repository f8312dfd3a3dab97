package io.meanstream.benchmark;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Indexes;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import org.bson.Document;

/** Averages of rides by day, as the batch stores them, for a year from 2020-01-01. */
final class StoredAverages {

  static final String COLLECTION = "averages";
  static final int DAYS = 366;

  private static final ZoneId ZONE = ZoneId.of("America/Chicago");
  private static final LocalDate FIRST = LocalDate.of(2020, 1, 1);

  private StoredAverages() {}

  /** Stores an overall average for each day, and the state of the dataset. */
  static void overall(MongoDatabase store) {
    List<Document> averages = new ArrayList<>();
    for (int day = 0; day < DAYS; day++) {
      averages.add(average(FIRST.plusDays(day), "", new Document()));
    }
    store.getCollection(COLLECTION).insertMany(averages);
    store
        .getCollection("datasets")
        .insertOne(
            new Document("_id", "rides")
                .append("run", 1)
                .append("oldest", instant(FIRST))
                .append("reached", instant(FIRST.plusDays(DAYS))));
  }

  /**
   * Stores an average for each day of each station.
   *
   * @return how many
   */
  static int byStation(MongoDatabase store, int stations) {
    store
        .getCollection(COLLECTION)
        .createIndex(Indexes.ascending("dataset", "period", "by", "start", "_id"));
    for (int day = 0; day < DAYS; day++) {
      List<Document> averages = new ArrayList<>();
      for (int station = 0; station < stations; station++) {
        averages.add(
            average(
                FIRST.plusDays(day),
                "start_station_name",
                new Document("start_station_name", "Station %04d".formatted(station))));
      }
      store.getCollection(COLLECTION).insertMany(averages);
    }
    return DAYS * stations;
  }

  private static Document average(LocalDate day, String by, Document group) {
    double seed = day.getDayOfYear() * 1.2345678;
    Document moments =
        new Document("count", 9000L)
            .append("sum", 8.5e6 + seed)
            .append("mean", 944.4 + seed)
            .append("min", 60 + seed)
            .append("max", 86_000 + seed)
            .append("m2", 3e9 + seed)
            .append("median", 700 + seed)
            .append("p90", 2_000 + seed)
            .append("p99", 9_000 + seed);
    String id = "rides|day|" + day + "|";
    return new Document("_id", group.isEmpty() ? id : id + by + "=" + group.getString(by))
        .append("dataset", "rides")
        .append("period", "day")
        .append("label", day.toString())
        .append("by", by)
        .append("group", group)
        .append("start", instant(day))
        .append("end", instant(day.plusDays(1)))
        .append("count", 9100L)
        .append("excluded", new Document("too_short", 70L).append("too_long", 9L))
        .append("measures", new Document("duration", moments).append("distance", moments))
        .append("run", 1L)
        .append("computedAt", instant(FIRST.plusDays(DAYS)));
  }

  private static Date instant(LocalDate day) {
    return Date.from(day.atStartOfDay(ZONE).toInstant());
  }
}
