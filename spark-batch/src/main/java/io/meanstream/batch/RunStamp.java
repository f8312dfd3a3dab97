package io.meanstream.batch;

import io.meanstream.catalog.Dataset;
import java.io.Serializable;
import java.time.Instant;
import java.util.Optional;

/**
 * What a run's averages say of the run.
 *
 * @param overBefore the end of the time that an earlier run has found over
 * @param isOfNewDefinition whether the stored averages are those of another definition
 */
record RunStamp(long number, Instant computedAt, Instant overBefore, boolean isOfNewDefinition)
    implements Serializable {

  private static final Replaced NOTHING = new Replaced(0, 0);

  /** Of a run that begins to write now. */
  static RunStamp of(Run run, Dataset dataset) {
    return new RunStamp(
        run.number(),
        Instant.now(),
        run.reached().now().orElse(Instant.MIN),
        !run.definition().equals(Optional.of(dataset.definitionHash())));
  }

  /**
   * How many rows the period has gained since a run first found it over, less those that were
   * corrected away. It goes by the rows that the replaced average is of, so that a run which is
   * repeated counts nothing twice.
   */
  long late(Average average) {
    Replaced before = average.replaced().orElse(NOTHING);
    boolean isOver = !average.bucket().end().isAfter(overBefore);
    boolean isNewlyKept = average.replaced().isEmpty() && isOfNewDefinition;
    if (!isOver) {
      return 0;
    }
    return isNewlyKept ? before.late() : before.late() + average.tally().rows() - before.rows();
  }
}
