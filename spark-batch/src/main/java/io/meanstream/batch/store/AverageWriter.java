package io.meanstream.batch.store;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoBulkWriteException;
import com.mongodb.bulk.BulkWriteResult;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.InsertManyOptions;
import com.mongodb.client.model.ReplaceOneModel;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.WriteModel;
import io.meanstream.batch.average.AggregationSpec;
import io.meanstream.batch.average.Average;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.function.VoidFunction;
import org.apache.spark.util.LongAccumulator;
import org.bson.Document;
import org.bson.conversions.Bson;

/**
 * Writes averages in bulk, but never over those of a newer run. The same run may write twice: Spark
 * repeats the tasks of a lost worker.
 *
 * <p>New averages are inserted, which takes the store a fraction of an upsert. Those that turn out
 * to be there, because a killed run or a lost worker wrote them, are replaced afterwards.
 */
public final class AverageWriter implements VoidFunction<Iterator<Average>> {

  private static final long serialVersionUID = 1L;
  private static final int BULK = 1_000;
  private static final BulkWriteOptions UNORDERED = new BulkWriteOptions().ordered(false);
  private static final InsertManyOptions UNORDERED_INSERT = new InsertManyOptions().ordered(false);
  private static final ReplaceOptions UPSERT = new ReplaceOptions().upsert(true);

  private final Store store;
  private final AggregationSpec spec;
  private final RunStamp stamp;
  private final LongAccumulator written;

  public AverageWriter(Store store, AggregationSpec spec, RunStamp stamp, LongAccumulator written) {
    this.store = store;
    this.spec = spec;
    this.stamp = stamp;
    this.written = written;
  }

  @Override
  public void call(Iterator<Average> results) {
    AverageDocuments documents = new AverageDocuments(spec);
    try (MongoClient client = store.connect()) {
      MongoCollection<Document> averages =
          client.getDatabase(store.database()).getCollection(Averages.COLLECTION);
      Bulk bulk = new Bulk(averages);
      while (results.hasNext()) {
        Average average = results.next();
        bulk.add(documents.write(average, stamp), average.previous().isPresent());
        if (bulk.size() == BULK || !results.hasNext()) {
          written.add(bulk.size());
          bulk.write();
        }
      }
    }
  }

  /** Averages that are written together. */
  private final class Bulk {
    private final MongoCollection<Document> averages;
    private final List<Document> added = new ArrayList<>();
    private final List<WriteModel<Document>> replaced = new ArrayList<>();

    private Bulk(MongoCollection<Document> averages) {
      this.averages = averages;
    }

    private int size() {
      return added.size() + replaced.size();
    }

    /** No upsert for a previous average: if it has vanished, a newer run removed it. */
    private void add(Document document, boolean hasPrevious) {
      if (hasPrevious) {
        replaced.add(new ReplaceOneModel<>(notNewer(document), document));
      } else {
        added.add(document);
      }
    }

    /** Writes them all and is empty afterwards. */
    private void write() {
      alreadyThere().forEach(document -> replaced.add(upsert(document)));
      if (!replaced.isEmpty()) {
        replace();
      }
      added.clear();
      replaced.clear();
    }

    /** Inserts the new averages, and returns those that are already in the store. */
    private List<Document> alreadyThere() {
      if (added.isEmpty()) {
        return List.of();
      }
      try {
        averages.insertMany(added, UNORDERED_INSERT);
        return List.of();
      } catch (MongoBulkWriteException e) {
        throwUnlessDuplicates(e);
        return e.getWriteErrors().stream().map(error -> added.get(error.getIndex())).toList();
      }
    }

    private void replace() {
      try {
        BulkWriteResult result = averages.bulkWrite(replaced, UNORDERED);
        if (result.getMatchedCount() + result.getUpserts().size() < replaced.size()) {
          throw new NewerRunException(stamp.number());
        }
      } catch (MongoBulkWriteException e) {
        throwUnlessDuplicates(e);
        throw new NewerRunException(stamp.number());
      }
    }
  }

  private WriteModel<Document> upsert(Document document) {
    Bson notRevealed =
        Filters.or(
            Filters.lt("run", stamp.number()), Filters.exists(AverageDocuments.PENDING_COUNT));
    return new ReplaceOneModel<>(Filters.and(notNewer(document), notRevealed), document, UPSERT);
  }

  private Bson notNewer(Document document) {
    return Filters.and(Filters.eq("_id", document.get("_id")), Filters.lte("run", stamp.number()));
  }

  private static void throwUnlessDuplicates(MongoBulkWriteException e) {
    if (e.getWriteConcernError() != null
        || !e.getWriteErrors().stream().allMatch(AverageWriter::isDuplicateKey)) {
      throw e;
    }
  }

  private static boolean isDuplicateKey(com.mongodb.bulk.BulkWriteError error) {
    return error.getCategory() == ErrorCategory.DUPLICATE_KEY;
  }

  /** A newer run has already written an average that this run was about to write. */
  public static final class NewerRunException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private NewerRunException(long run) {
      super("a run newer than %d has written averages of the same periods".formatted(run));
    }
  }
}
