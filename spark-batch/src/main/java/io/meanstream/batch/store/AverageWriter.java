package io.meanstream.batch.store;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoBulkWriteException;
import com.mongodb.bulk.BulkWriteResult;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.Filters;
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
 */
public final class AverageWriter implements VoidFunction<Iterator<Average>> {

  private static final long serialVersionUID = 1L;
  private static final int BULK = 1_000;
  private static final BulkWriteOptions UNORDERED = new BulkWriteOptions().ordered(false);
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
      List<WriteModel<Document>> bulk = new ArrayList<>(BULK);
      while (results.hasNext()) {
        Average average = results.next();
        bulk.add(replacement(average, documents.write(average, stamp)));
        if (bulk.size() == BULK || !results.hasNext()) {
          write(bulk, averages);
          written.add(bulk.size());
          bulk.clear();
        }
      }
    }
  }

  /** No upsert for a previous average: if it has vanished, a newer run removed it. */
  private WriteModel<Document> replacement(Average average, Document document) {
    Bson place =
        Filters.and(Filters.eq("_id", document.get("_id")), Filters.lte("run", stamp.number()));
    if (average.previous().isPresent()) {
      return new ReplaceOneModel<>(place, document);
    }
    Bson notRevealed =
        Filters.or(
            Filters.lt("run", stamp.number()), Filters.exists(AverageDocuments.PENDING_COUNT));
    return new ReplaceOneModel<>(Filters.and(place, notRevealed), document, UPSERT);
  }

  private void write(List<WriteModel<Document>> bulk, MongoCollection<Document> averages) {
    try {
      BulkWriteResult result = averages.bulkWrite(bulk, UNORDERED);
      if (result.getMatchedCount() + result.getUpserts().size() < bulk.size()) {
        throw new NewerRunException(stamp.number());
      }
    } catch (MongoBulkWriteException e) {
      if (e.getWriteErrors().stream().allMatch(AverageWriter::isDuplicateKey)) {
        throw new NewerRunException(stamp.number());
      }
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
