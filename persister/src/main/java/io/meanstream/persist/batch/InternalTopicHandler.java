package io.meanstream.persist.batch;

import io.meanstream.persist.record.Origin;
import io.meanstream.persist.record.RecordRejectedException;
import io.meanstream.persist.record.RejectedRecord;
import io.meanstream.persist.store.BatchPlan;
import io.meanstream.persist.store.Ingestions;
import io.meanstream.persist.store.Position;
import io.smallrye.mutiny.Uni;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.Executor;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Handles the topics that Meanstream's services use among themselves. Writing a record twice
 * changes nothing. An invalid record becomes a reject of the topic.
 *
 * @param <T> what a record is decoded to
 */
final class InternalTopicHandler<T> implements TopicHandler {

  private final InternalRecordType<T> type;
  private final Ingestions ingestions;
  private final Executor workers;

  InternalTopicHandler(InternalRecordType<T> type, Ingestions ingestions, Executor workers) {
    this.type = type;
    this.ingestions = ingestions;
    this.workers = workers;
  }

  @Override
  public Uni<Void> prepare(String topicId) {
    return type.prepare().get();
  }

  @Override
  public Uni<DecodedBatch> decode(Batch batch) {
    BatchOutcomes outcomes = new BatchOutcomes();
    return Uni.createFrom()
        .item(() -> decoded(batch, outcomes))
        .runSubscriptionOn(workers)
        .map(values -> new DecodedBatch(batch, at -> plan(at, batch, values, outcomes)));
  }

  private Uni<BatchPlan> plan(Position at, Batch batch, List<T> values, BatchOutcomes outcomes) {
    return type.write()
        .apply(values)
        .chain(() -> ingestions.totals(at, outcomes.ingestions()))
        .map(before -> outcomes.plan(batch.to(), before));
  }

  private List<T> decoded(Batch batch, BatchOutcomes outcomes) {
    List<T> values = new ArrayList<>();
    for (ConsumerRecord<byte[], byte[]> record : batch.records()) {
      try {
        values.add(type.decoder().decode(record));
      } catch (RecordRejectedException e) {
        outcomes.rejected(
            new RejectedRecord(record.offset(), Origin.foreign(record.topic()), e.reason()));
      }
    }
    return values;
  }

  @Override
  public Uni<List<RejectedRecord>> correct(Position at, Batch batch) {
    return Uni.createFrom().item(List.of());
  }

  @Override
  public Uni<Void> markDirty(Collection<LocalDate> days) {
    return Uni.createFrom().voidItem();
  }
}
