package io.meanstream.batch;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.FindOneAndReplaceOptions;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import io.meanstream.batch.store.Store;
import io.meanstream.catalog.dataset.Dataset;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.bson.Document;
import org.bson.conversions.Bson;

/** A database with rows as the persister stores them: every changed day is dirty. */
public final class FilledStore implements AutoCloseable {

  private final MongoClient client;
  private final MongoDatabase database;
  private final Store store;

  public FilledStore(String uri, String name) {
    this.store = new Store(uri, name);
    this.client = store.connect();
    this.database = client.getDatabase(name);
  }

  public Store store() {
    return store;
  }

  public MongoDatabase database() {
    return database;
  }

  /** Stores rows and updates their days as dirty. */
  public void insert(Dataset dataset, Collection<Document> rows) {
    MongoCollection<Document> collection = database.getCollection(dataset.rowsCollection());
    List<Document> all = List.copyOf(rows);
    for (int from = 0; from < all.size(); from += 10_000) {
      collection.insertMany(all.subList(from, Math.min(all.size(), from + 10_000)));
    }
    touch(dataset, daysOf(dataset, rows));
  }

  /** Replaces a row and updates the days of both as dirty. */
  public void replace(Dataset dataset, Document row) {
    MongoCollection<Document> collection = database.getCollection(dataset.rowsCollection());
    Document old = collection.findOneAndReplace(Filters.eq("_id", row.get("_id")), row);
    touch(dataset, daysOf(dataset, List.of(old, row)));
  }

  /**
   * Stores rows as the persister does: inserts new ones, replaces changed ones, leaves others
   * alone, and updates all changed days as dirty in one write.
   */
  public void take(Dataset dataset, Collection<Document> rows) {
    MongoCollection<Document> collection = database.getCollection(dataset.rowsCollection());
    List<Document> changed = new ArrayList<>();
    for (Document row : rows) {
      Document old =
          collection.findOneAndReplace(
              Filters.eq("_id", row.get("_id")), row, new FindOneAndReplaceOptions().upsert(true));
      if (!row.equals(old)) {
        Stream.of(row, old).filter(Objects::nonNull).forEach(changed::add);
      }
    }
    touch(dataset, daysOf(dataset, changed));
  }

  public void touch(Dataset dataset, Set<LocalDate> days) {
    List<Bson> updates = new ArrayList<>();
    updates.add(Updates.set("identity", dataset.identityHash()));
    days.forEach(day -> updates.add(Updates.inc("days." + day + ".version", 1L)));
    datasets()
        .updateOne(
            Filters.eq("_id", dataset.name()),
            Updates.combine(updates),
            new UpdateOptions().upsert(true));
  }

  public MongoCollection<Document> datasets() {
    return database.getCollection("datasets");
  }

  public MongoCollection<Document> averages() {
    return database.getCollection("averages");
  }

  public MongoCollection<Document> runs() {
    return database.getCollection("runs");
  }

  /** The visible averages, in time order. */
  public List<Document> shown(Dataset dataset, String period, String by) {
    return shown(
        Filters.and(
            Filters.eq("dataset", dataset.name()),
            Filters.eq("period", period),
            Filters.eq("by", by)));
  }

  /** All visible averages. */
  public List<Document> shown() {
    return shown(Filters.empty());
  }

  private List<Document> shown(Bson filter) {
    Bson hasRows = Filters.or(Filters.gt("count", 0L), Filters.ne("excluded", new Document()));
    return averages()
        .find(Filters.and(filter, hasRows))
        .sort(Sorts.ascending("start", "_id"))
        .into(new ArrayList<>());
  }

  private static Set<LocalDate> daysOf(Dataset dataset, Collection<Document> rows) {
    ZoneId zone = dataset.zone();
    Set<LocalDate> days = new TreeSet<>();
    for (Document row : rows) {
      Date time = row.getDate(dataset.time());
      days.add(LocalDate.ofInstant(Instant.ofEpochMilli(time.getTime()), zone));
    }
    return days;
  }

  @Override
  public void close() {
    client.close();
  }
}
