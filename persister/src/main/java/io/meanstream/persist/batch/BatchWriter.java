package io.meanstream.persist.batch;

import io.meanstream.persist.record.RejectDocument;
import io.meanstream.persist.store.BatchPlan;
import io.meanstream.persist.store.Ingestions;
import io.meanstream.persist.store.Position;
import io.meanstream.persist.store.Positions;
import io.meanstream.persist.store.Rejects;
import io.meanstream.persist.store.StalePositionException;
import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.List;
import org.bson.BsonDocument;

/**
 * Writes the batches of one topic to the store. Each record gets exactly one outcome, whatever
 * crashes in between.
 *
 * <p>A batch {@code [next, to)} is written in six steps: insert; classify and store the plan;
 * correct; mark days dirty and write rejects; write totals; advance. Each step may be repeated. A
 * persister that finds a plan continues at step three. One that finds the position changed fails
 * with {@link StalePositionException}.
 *
 * <p>A plan without corrections changes no more rows, so its days are marked while it is stored. So
 * the usual batch, in which all rows are new, waits for the store four times: for the rows, the
 * plan, the totals and the position.
 */
public final class BatchWriter {

  /** A batch that is in the store, and the position after it. */
  public record WriteResult(Position position, BatchPlan plan) {}

  private final TopicHandler handler;
  private final Positions positions;
  private final Rejects rejects;
  private final Ingestions ingestions;

  BatchWriter(TopicHandler handler, Positions positions, Rejects rejects, Ingestions ingestions) {
    this.handler = handler;
    this.positions = positions;
    this.rejects = rejects;
    this.ingestions = ingestions;
  }

  /** Prepares the store. Fails if the topic's records must not be stored there. */
  public Uni<Void> prepare(String topicId) {
    return handler.prepare(topicId);
  }

  /** Decodes a batch. Reads and writes nothing, so the batch before may still be written. */
  public Uni<DecodedBatch> decode(Batch batch) {
    return handler.decode(batch);
  }

  /**
   * Writes a batch that begins at a position. If the position has a plan, the batch must end where
   * the plan does. Nothing happens before the subscription. To retry a failed batch, read the
   * position again.
   */
  public Uni<WriteResult> write(Position at, DecodedBatch decoded) {
    Batch batch = decoded.batch();
    if (at.plan().isPresent()) {
      return carryOut(at, batch);
    }
    return decoded.plan().apply(at).chain(plan -> begin(at, plan, batch));
  }

  private Uni<WriteResult> begin(Position at, BatchPlan plan, Batch batch) {
    if (plan.isEmpty()) {
      return positions.advance(at, plan.to()).map(next -> new WriteResult(next, plan));
    }
    if (plan.corrections().isEmpty()) {
      return Uni.combine()
          .all()
          .unis(positions.plan(at, plan), handler.markDirty(plan.days()))
          .with((planned, marked) -> planned)
          .chain(planned -> finish(planned, batch));
    }
    return positions.plan(at, plan).chain(planned -> carryOut(planned, batch));
  }

  private Uni<WriteResult> carryOut(Position at, Batch batch) {
    return handler
        .correct(at, batch)
        .chain(
            refused ->
                refused.isEmpty()
                    ? handler.markDirty(at.planned().days()).chain(() -> finish(at, batch))
                    : positions
                        .plan(at, at.planned().without(refused))
                        .chain(amended -> carryOut(amended, batch)));
  }

  private Uni<WriteResult> finish(Position at, Batch batch) {
    BatchPlan plan = at.planned();
    return rejects
        .insert(documents(plan, batch))
        .chain(() -> ingestions.putTotals(at))
        .chain(() -> positions.advance(at, plan.to()))
        .map(next -> new WriteResult(next, plan));
  }

  /** The documents of all rejects except those that were compacted away since the plan was made. */
  private static List<BsonDocument> documents(BatchPlan plan, Batch batch) {
    List<BsonDocument> documents = new ArrayList<>();
    plan.rejects()
        .forEach(
            (offset, reason) ->
                batch
                    .find(offset)
                    .ifPresent(record -> documents.add(RejectDocument.of(record, reason))));
    return documents;
  }
}
