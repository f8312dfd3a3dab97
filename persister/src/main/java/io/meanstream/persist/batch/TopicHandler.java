package io.meanstream.persist.batch;

import io.meanstream.persist.record.RejectedRecord;
import io.meanstream.persist.store.BatchPlan;
import io.meanstream.persist.store.Position;
import io.smallrye.mutiny.Uni;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;

/** What the records of a topic become in the store. Every method may be repeated. */
interface TopicHandler {

  /**
   * Makes the store ready for a topic's records.
   *
   * @param topicId of the topic that the records are on
   */
  Uni<Void> prepare(String topicId);

  /** Steps 1 and 2: writes what is new and says what remains to be done. */
  Uni<BatchPlan> plan(Position at, Batch batch);

  /** Step 3: writes the corrections of the plan, but for those that the store does not take. */
  Uni<List<RejectedRecord>> correct(Position at, Batch batch);

  /** The first half of step 4. */
  Uni<Void> touch(Collection<LocalDate> days);
}
