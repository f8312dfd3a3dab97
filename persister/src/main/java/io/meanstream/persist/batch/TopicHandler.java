package io.meanstream.persist.batch;

import io.meanstream.persist.record.RejectedRecord;
import io.meanstream.persist.store.Position;
import io.smallrye.mutiny.Uni;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;

/** Stores the records of one topic. Every method may be repeated. */
interface TopicHandler {

  /**
   * Prepares the store for a topic's records.
   *
   * @param topicId the id of the topic
   */
  Uni<Void> prepare(String topicId);

  /** Decodes a batch. Reads and writes nothing, so the batch before may still be written. */
  Uni<DecodedBatch> decode(Batch batch);

  /** Step 3: writes the plan's corrections. Returns those that the store does not accept. */
  Uni<List<RejectedRecord>> correct(Position at, Batch batch);

  /** The first half of step 4: marks days dirty. */
  Uni<Void> markDirty(Collection<LocalDate> days);
}
