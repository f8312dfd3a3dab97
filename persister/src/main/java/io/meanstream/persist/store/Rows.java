package io.meanstream.persist.store;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.ne;
import static com.mongodb.client.model.Filters.or;

import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.IndexModel;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.InsertManyOptions;
import com.mongodb.client.model.ReplaceOneModel;
import io.meanstream.catalog.dataset.Dataset;
import io.meanstream.persist.record.Row;
import io.quarkus.mongodb.FindOptions;
import io.quarkus.mongodb.reactive.ReactiveMongoCollection;
import io.quarkus.mongodb.reactive.ReactiveMongoDatabase;
import io.smallrye.mutiny.Uni;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.bson.BsonDocument;
import org.bson.RawBsonDocument;
import org.bson.conversions.Bson;

/** The collection {@code rows_<dataset>}: one document per key. */
public final class Rows {

  private final ReactiveMongoCollection<BsonDocument> rows;
  private final String time;

  public Rows(ReactiveMongoDatabase store, Dataset dataset) {
    this.rows = store.getCollection(dataset.rowsCollection(), BsonDocument.class);
    this.time = dataset.time();
  }

  /** Creates the indexes for reading by time and by ingestion. */
  public Uni<Void> index() {
    return rows.createIndexes(
            List.of(
                new IndexModel(Indexes.ascending(time)),
                new IndexModel(Indexes.ascending("_src.ingestion"))))
        .replaceWithVoid();
  }

  /** Inserts the rows whose keys do not exist yet. */
  public Uni<BulkResult> insert(List<Row> added) {
    List<RawBsonDocument> documents = added.stream().map(Row::document).toList();
    return BulkResult.of(rows.insertMany(documents, new InsertManyOptions().ordered(false)));
  }

  /** The existing documents of these keys. */
  public Uni<Map<String, StoredRow>> find(Collection<String> keys) {
    return rows.find(in("_id", keys), new FindOptions().batchSize(keys.size() + 1))
        .collect()
        .asMap(document -> document.getString("_id").getValue(), StoredRow::from);
  }

  /** Replaces documents that were written from an earlier record. */
  public Uni<BulkResult> replace(List<Row> corrected, int partition) {
    List<ReplaceOneModel<BsonDocument>> replacements =
        corrected.stream()
            .map(row -> new ReplaceOneModel<BsonDocument>(earlier(row, partition), row.document()))
            .toList();
    return BulkResult.of(rows.bulkWrite(replacements, new BulkWriteOptions().ordered(false)));
  }

  /** Offsets compare within a partition. A key changes partition only if partitions are added. */
  private static Bson earlier(Row row, int partition) {
    return and(
        eq("_id", row.key()), or(ne("_src.partition", partition), lt("_src.offset", row.offset())));
  }
}
