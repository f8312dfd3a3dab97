package io.meanstream.persist.store;

import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import io.meanstream.protocol.CollectionNames;
import io.quarkus.mongodb.reactive.ReactiveMongoCollection;
import io.quarkus.mongodb.reactive.ReactiveMongoDatabase;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.bson.BsonArray;
import org.bson.BsonDateTime;
import org.bson.BsonDocument;
import org.bson.BsonString;
import org.jboss.logging.Logger;

/**
 * The collection {@code traces}: the spans of batches that no run has averaged yet. A failure here
 * only loses a link between spans, so nothing waits for the store's reply.
 */
public final class Traces {

  private static final Logger LOG = Logger.getLogger(Traces.class);
  private static final long KEPT_DAYS = 7;

  private final ReactiveMongoCollection<BsonDocument> traces;

  public Traces(ReactiveMongoDatabase store) {
    this.traces = store.getCollection(CollectionNames.TRACES, BsonDocument.class);
  }

  /** Creates the index by which the store deletes traces that no run has asked for. */
  public void index() {
    subscribe(
        traces.createIndex(
            Indexes.ascending("at"), new IndexOptions().expireAfter(KEPT_DAYS, TimeUnit.DAYS)));
  }

  /**
   * Adds the spans of a batch.
   *
   * @param spans their contexts as text
   */
  public void add(String topic, List<String> spans) {
    BsonDocument document =
        new BsonDocument("topic", new BsonString(topic))
            .append("at", new BsonDateTime(System.currentTimeMillis()))
            .append("spans", new BsonArray(spans.stream().map(BsonString::new).toList()));
    subscribe(traces.insertOne(document));
  }

  private static void subscribe(Uni<?> request) {
    request
        .subscribe()
        .with(
            done -> LOG.trace("stored a trace"),
            failure -> LOG.debugf("a trace is lost: %s", failure.getMessage()));
  }
}
