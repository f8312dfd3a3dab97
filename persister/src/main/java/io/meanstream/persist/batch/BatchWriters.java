package io.meanstream.persist.batch;

import io.meanstream.catalog.dataset.Dataset;
import io.meanstream.persist.record.IngestionDecoder;
import io.meanstream.persist.record.RejectDecoder;
import io.meanstream.persist.store.Datasets;
import io.meanstream.persist.store.Ingestions;
import io.meanstream.persist.store.Positions;
import io.meanstream.persist.store.Rejects;
import io.meanstream.persist.store.Rows;
import io.quarkus.mongodb.reactive.ReactiveMongoDatabase;
import io.smallrye.mutiny.Uni;
import java.util.concurrent.Executor;

/** Creates the batch writer of each type of topic. */
public final class BatchWriters {

  private final ReactiveMongoDatabase store;
  private final Positions positions;
  private final Rejects rejects;
  private final Executor workers;

  /**
   * @param workers runs decoding and classification
   */
  public BatchWriters(ReactiveMongoDatabase store, Positions positions, Executor workers) {
    this.store = store;
    this.positions = positions;
    this.rejects = new Rejects(store);
    this.workers = workers;
  }

  /** The writer of a dataset's rows. */
  public BatchWriter rowsOf(Dataset dataset) {
    Ingestions ingestions = new Ingestions(store, dataset);
    Rows rows = new Rows(store, dataset);
    return new BatchWriter(
        new RowTopicHandler(dataset, rows, new Datasets(store), ingestions, workers),
        positions,
        rejects,
        ingestions);
  }

  /** The writer of the ingestor's rejects. */
  public BatchWriter rejects() {
    return internal(
        new InternalRecordType<>(rejects::index, RejectDecoder::decode, rejects::insert),
        new Ingestions(store));
  }

  /** The writer of the ingestions' states and checkpoints. */
  public BatchWriter ingestions() {
    Ingestions ingestions = new Ingestions(store);
    return internal(
        new InternalRecordType<>(
            () -> Uni.createFrom().voidItem(), IngestionDecoder::decode, ingestions::update),
        ingestions);
  }

  private BatchWriter internal(InternalRecordType<?> type, Ingestions ingestions) {
    TopicHandler handler = new InternalTopicHandler<>(type, ingestions, workers);
    return new BatchWriter(handler, positions, rejects, ingestions);
  }
}
