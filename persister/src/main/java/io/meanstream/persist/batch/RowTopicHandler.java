package io.meanstream.persist.batch;

import io.meanstream.catalog.dataset.Dataset;
import io.meanstream.persist.record.DecodedRecord;
import io.meanstream.persist.record.Origin;
import io.meanstream.persist.record.RejectReason;
import io.meanstream.persist.record.RejectedRecord;
import io.meanstream.persist.record.Row;
import io.meanstream.persist.record.RowDecoder;
import io.meanstream.persist.store.BatchPlan;
import io.meanstream.persist.store.BulkResult;
import io.meanstream.persist.store.Datasets;
import io.meanstream.persist.store.Ingestions;
import io.meanstream.persist.store.Position;
import io.meanstream.persist.store.Rows;
import io.meanstream.persist.store.StalePositionException;
import io.meanstream.persist.store.StoredRow;
import io.smallrye.mutiny.Uni;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executor;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Handles the rows of one dataset: stores them by key and marks their days dirty. */
final class RowTopicHandler implements TopicHandler {

  private final Dataset dataset;
  private final RowDecoder decoder;
  private final Rows rows;
  private final Datasets datasets;
  private final Ingestions ingestions;
  private final Executor workers;

  /**
   * @param workers runs decoding and classification, which take too long for an event loop
   */
  RowTopicHandler(
      Dataset dataset, Rows rows, Datasets datasets, Ingestions ingestions, Executor workers) {
    this.dataset = dataset;
    this.decoder = new RowDecoder(dataset);
    this.rows = rows;
    this.datasets = datasets;
    this.ingestions = ingestions;
    this.workers = workers;
  }

  @Override
  public Uni<Void> prepare(String topicId) {
    return datasets.claim(dataset, topicId).chain(rows::index);
  }

  @Override
  public Uni<DecodedBatch> decode(Batch batch) {
    return Uni.createFrom()
        .item(() -> batch.records().stream().map(decoder::decode).toList())
        .runSubscriptionOn(workers)
        .map(records -> new DecodedBatch(batch, at -> plan(at, batch, records)));
  }

  private Uni<BatchPlan> plan(Position at, Batch batch, List<DecodedRecord> records) {
    return Uni.createFrom()
        .deferred(() -> classified(at, records))
        .runSubscriptionOn(workers)
        .chain(
            outcomes ->
                ingestions
                    .totals(at, outcomes.ingestions())
                    .map(before -> outcomes.plan(batch.to(), before)));
  }

  private Uni<BatchOutcomes> classified(Position at, List<DecodedRecord> records) {
    int partition = at.partition().partition();
    return new FirstInserts(rows, records)
        .run()
        .chain(
            inserted ->
                found(at, inserted.existing())
                    .emitOn(workers)
                    .map(
                        stored ->
                            Classification.of(
                                dataset, partition, records, stored, inserted.refused())));
  }

  private Uni<Map<String, StoredRow>> found(Position at, Set<String> existing) {
    if (existing.isEmpty()) {
      return Uni.createFrom().item(Map.of());
    }
    return rows.find(existing)
        .invoke(
            stored -> {
              if (stored.size() < existing.size()) {
                throw new StalePositionException(
                    at.partition(), "documents disappeared from the store");
              }
            });
  }

  @Override
  public Uni<List<RejectedRecord>> correct(Position at, Batch batch) {
    Map<String, Row> last = new LinkedHashMap<>();
    List<RejectedRecord> undecodable = new ArrayList<>();
    for (long offset : at.planned().corrections()) {
      DecodedRecord decoded = decoder.decode(batch.at(offset));
      if (decoded instanceof Row row) {
        last.put(row.key(), row);
      } else if (decoded instanceof RejectedRecord refused) {
        undecodable.add(refused);
      }
    }
    if (!undecodable.isEmpty()) {
      return Uni.createFrom().item(undecodable);
    }
    return replaced(at, batch, List.copyOf(last.values()));
  }

  private Uni<List<RejectedRecord>> replaced(Position at, Batch batch, List<Row> corrections) {
    if (corrections.isEmpty()) {
      return Uni.createFrom().item(List.of());
    }
    return rows.replace(corrections, at.partition().partition())
        .map(result -> refused(at.planned(), batch, corrections, result));
  }

  private static List<RejectedRecord> refused(
      BatchPlan plan, Batch batch, List<Row> corrections, BulkResult result) {
    List<RejectedRecord> refused = new ArrayList<>();
    result
        .refused()
        .forEach(
            (index, message) ->
                refused.addAll(
                    withRepeats(
                        plan, batch, corrections.get(index), RejectReason.byStore(message))));
    return refused;
  }

  /** The last correction of a key and the later records of that key, which can only repeat it. */
  private static List<RejectedRecord> withRepeats(
      BatchPlan plan, Batch batch, Row row, RejectReason reason) {
    byte[] key = batch.at(row.offset()).key();
    List<RejectedRecord> refused = new ArrayList<>();
    refused.add(new RejectedRecord(row.offset(), row.origin(), reason));
    for (ConsumerRecord<byte[], byte[]> later : batch.after(row.offset())) {
      if (Arrays.equals(key, later.key()) && !plan.rejects().containsKey(later.offset())) {
        refused.add(new RejectedRecord(later.offset(), Origin.of(later), reason));
      }
    }
    return refused;
  }

  @Override
  public Uni<Void> markDirty(Collection<LocalDate> days) {
    return datasets.markDirty(dataset, days);
  }
}
