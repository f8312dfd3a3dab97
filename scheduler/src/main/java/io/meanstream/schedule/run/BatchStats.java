package io.meanstream.schedule.run;

import java.util.Map;
import java.util.Optional;

/**
 * What the batch itself says of a run, as far as it came.
 *
 * @param run its number in the dataset
 * @param days how many days it recomputed
 * @param seconds by stage
 * @param applicationId Spark's own name of it
 */
public record BatchStats(
    Optional<Long> run,
    Optional<Long> days,
    Optional<Long> rowsRead,
    Optional<Long> averagesWritten,
    Map<String, Double> seconds,
    Optional<String> applicationId) {

  /** Of a run that has not begun. */
  public static final BatchStats NONE =
      new BatchStats(
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Map.of(),
          Optional.empty());
}
