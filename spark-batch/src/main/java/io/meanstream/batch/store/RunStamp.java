package io.meanstream.batch.store;

import io.meanstream.batch.average.Average;
import io.meanstream.batch.average.Contribution.PreviousAverage;
import java.io.Serializable;
import java.time.Instant;

/**
 * The run that averages were computed by.
 *
 * @param overBefore periods that end by then were over before this run
 * @param isOfNewDefinition whether the stored averages were computed with another definition
 */
public record RunStamp(
    long number, Instant computedAt, Instant overBefore, boolean isOfNewDefinition)
    implements Serializable {

  private static final PreviousAverage NOTHING = new PreviousAverage(0, 0);

  /**
   * How many rows the period has gained since it was first found over, minus those that corrections
   * moved away. Compares with the rows of the previous average, so a repeated run counts nothing
   * twice.
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
