package io.meanstream.batch.store;

import io.meanstream.batch.average.Average;
import io.meanstream.batch.average.Contribution.PreviousAverage;
import java.io.Serializable;
import java.time.Instant;

/**
 * What a run's averages say of the run.
 *
 * @param overBefore the end of the time that an earlier run has found over
 * @param isOfNewDefinition whether the stored averages are those of another definition
 */
public record RunStamp(
    long number, Instant computedAt, Instant overBefore, boolean isOfNewDefinition)
    implements Serializable {

  private static final PreviousAverage NOTHING = new PreviousAverage(0, 0);

  /**
   * How many rows the period has gained since a run first found it over, less those that were
   * corrected away. It goes by the rows that the previous average covers, so that a run which is
   * repeated counts nothing twice.
   */
  long late(Average average) {
    PreviousAverage before = average.previous().orElse(NOTHING);
    boolean isOver = !average.bucket().end().isAfter(overBefore);
    boolean isNewlyKept = average.previous().isEmpty() && isOfNewDefinition;
    if (!isOver) {
      return 0;
    }
    return isNewlyKept ? before.late() : before.late() + average.tally().rows() - before.rows();
  }
}
