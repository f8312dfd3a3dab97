package io.meanstream.batch.store;

import com.mongodb.client.FindIterable;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.Updates;
import io.meanstream.catalog.Period;
import io.meanstream.protocol.CollectionNames;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.Optional;
import java.util.stream.Stream;
import org.bson.Document;
import org.bson.conversions.Bson;

/** The averages of a dataset as the driver sees them, before and after the tasks write theirs. */
public final class Averages {

  public static final String COLLECTION = CollectionNames.AVERAGES;

  private static final Bson IS_PENDING = Filters.exists(AverageDocuments.PENDING_COUNT);

  private final MongoCollection<Document> averages;
  private final String dataset;

  public Averages(MongoDatabase database, String dataset) {
    this.averages = database.getCollection(COLLECTION);
    this.dataset = dataset;
  }

  /** Makes the indexes that readers and runs find averages by, where there are none yet. */
  public void createIndexes() {
    averages.createIndex(Indexes.ascending("dataset", "period", "by", "start", "_id"));
    averages.createIndex(
        Indexes.ascending("dataset", "run"),
        new IndexOptions().partialFilterExpression(IS_PENDING));
  }

  /**
   * Removes what runs before this one wrote and did not come to show. A run that still means to
   * show it has written all of it before this one began, so that what it shows in between is seen.
   */
  public void removePending(long run) {
    averages.deleteMany(Filters.and(ofDataset(), Filters.lt("run", run), IS_PENDING));
  }

  public boolean areThere() {
    return averages.find(ofDataset()).limit(1).first() != null;
  }

  /** Shows this run's averages in new places. */
  public void reveal(long run) {
    averages.updateMany(
        Filters.and(ofDataset(), Filters.eq("run", run), IS_PENDING),
        Updates.combine(
            Updates.rename(AverageDocuments.PENDING_COUNT, "count"),
            Updates.rename(AverageDocuments.PENDING_EXCLUDED, "excluded")));
  }

  /** Removes what a run that computed everything has not written: the definition has it no more. */
  public void removeOlderThan(long run) {
    averages.deleteMany(Filters.and(ofDataset(), Filters.lt("run", run)));
  }

  /**
   * How far the rows reach that count and are not later than an instant; nothing where there are
   * none. If some of one hour or day are later, then the first of these stands for the last before.
   *
   * @param finest the shortest period that overall averages are kept for
   */
  public Optional<RowTimes> rowTimes(Period finest, Instant latest) {
    FindIterable<Document> counted =
        averages
            .find(
                Filters.and(
                    ofDataset(),
                    Filters.eq("period", finest.id()),
                    Filters.eq("by", ""),
                    Filters.lte("start", Date.from(latest)),
                    Filters.gt("count", 0L)))
            .projection(Projections.include(AverageDocuments.OLDEST, AverageDocuments.NEWEST));
    // The last may have nothing but later rows; the one before it has none.
    return counted.sort(Sorts.descending("start")).limit(2).into(new ArrayList<>()).stream()
        .flatMap(Averages::newestFirst)
        .filter(time -> !time.isAfter(latest))
        .findFirst()
        .map(
            newest ->
                new RowTimes(
                    timeOf(counted.sort(Sorts.ascending("start")).first(), AverageDocuments.OLDEST),
                    newest));
  }

  private static Stream<Instant> newestFirst(Document average) {
    return Stream.of(AverageDocuments.NEWEST, AverageDocuments.OLDEST)
        .map(field -> timeOf(average, field));
  }

  private static Instant timeOf(Document average, String field) {
    return average.getDate(field).toInstant();
  }

  /**
   * Takes back what periods that end later count as late: they were found over by a row that does
   * not count any more.
   *
   * @param reached how far rows reached before; nothing: no period was over
   * @param run that leaves averages of newer ones alone
   */
  public void forgetLate(Optional<Instant> reached, long run) {
    averages.updateMany(
        Filters.and(
            ofDataset(),
            Filters.exists(AverageDocuments.LATE),
            reached.map(time -> Filters.gt("end", Date.from(time))).orElseGet(Filters::empty),
            Filters.lte("run", run)),
        Updates.unset(AverageDocuments.LATE));
  }

  private Bson ofDataset() {
    return Filters.eq("dataset", dataset);
  }
}
