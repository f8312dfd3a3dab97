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
import io.meanstream.catalog.period.Period;
import io.meanstream.protocol.CollectionNames;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.Optional;
import java.util.stream.Stream;
import org.bson.Document;
import org.bson.conversions.Bson;

/**
 * The stored averages of a dataset, as the driver handles them before and after the tasks write.
 */
public final class Averages {

  public static final String COLLECTION = CollectionNames.AVERAGES;

  private static final Bson IS_PENDING = Filters.exists(AverageDocuments.PENDING_COUNT);

  private final MongoCollection<Document> averages;
  private final String dataset;

  public Averages(MongoDatabase database, String dataset) {
    this.averages = database.getCollection(COLLECTION);
    this.dataset = dataset;
  }

  /** Creates the indexes that readers and runs need, if they are missing. */
  public void createIndexes() {
    averages.createIndex(Indexes.ascending("dataset", "period", "by", "start", "_id"));
    averages.createIndex(
        Indexes.ascending("dataset", "run"),
        new IndexOptions().partialFilterExpression(IS_PENDING));
  }

  /**
   * Removes the pending averages of earlier runs. If an earlier run reveals its own just before,
   * this run sees and replaces them, because they were all written before it started.
   */
  public void removePending(long run) {
    averages.deleteMany(Filters.and(ofDataset(), Filters.lt("run", run), IS_PENDING));
  }

  public boolean areThere() {
    return averages.find(ofDataset()).limit(1).first() != null;
  }

  /** Makes this run's pending averages visible. */
  public void reveal(long run) {
    averages.updateMany(
        Filters.and(ofDataset(), Filters.eq("run", run), IS_PENDING),
        Updates.combine(
            Updates.rename(AverageDocuments.PENDING_COUNT, "count"),
            Updates.rename(AverageDocuments.PENDING_EXCLUDED, "excluded")));
  }

  /** Removes what a full run has not written: the definition no longer has it. */
  public void removeOlderThan(long run) {
    averages.deleteMany(Filters.and(ofDataset(), Filters.lt("run", run)));
  }

  /**
   * How far the counted rows up to an instant reach; empty if there are none. If a bucket also has
   * later rows, then its oldest row stands for its last one up to the instant.
   *
   * @param finest the shortest period with overall averages
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
    // The last bucket may have later rows only; the one before it has none.
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
   * Resets {@code late} of the periods that end after {@code reached}: they were over only because
   * of a row that no longer counts.
   *
   * @param reached how far rows reach without it; empty if no period is over
   * @param run averages of newer runs are left alone
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
