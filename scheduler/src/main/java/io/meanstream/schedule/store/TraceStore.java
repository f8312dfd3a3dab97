package io.meanstream.schedule.store;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Sorts;
import io.meanstream.protocol.CollectionNames;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import org.bson.Document;

/** The collection {@code traces}: the spans of batches that no run has averaged. Blocks. */
@ApplicationScoped
public class TraceStore {

  /** A span takes 128 links at most. */
  private static final int MOST = 50;

  private final MongoCollection<Document> traces;

  /** The traces in this store. */
  public TraceStore(StoreDatabase store) {
    this.traces = store.collection(CollectionNames.TRACES);
  }

  /**
   * A stored batch of rows.
   *
   * @param spans its own and those of the transactions that it is from, as text
   */
  public record TracedBatch(Object id, List<String> spans) {}

  /** The newest batches of a topic. */
  public List<TracedBatch> batches(String topic) {
    return traces
        .find(eq("topic", topic))
        .sort(Sorts.descending("at"))
        .limit(MOST)
        .map(found -> new TracedBatch(found.get("_id"), found.getList("spans", String.class)))
        .into(new ArrayList<>());
  }

  /** Deletes batches whose rows are averaged. */
  public void delete(List<TracedBatch> batches) {
    traces.deleteMany(in("_id", batches.stream().map(TracedBatch::id).toList()));
  }
}
