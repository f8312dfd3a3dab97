package io.meanstream.schedule.run;

import java.util.Map;
import java.util.Optional;

/**
 * Statistics that the batch writes to its run, as far as it got.
 *
 * @param run the number of the run within its dataset
 * @param days the number of recomputed days
 * @param seconds the duration of each stage
 * @param applicationId the id that Spark gave the application
 */
public record BatchStats(
    Optional<Long> run,
    Optional<Long> days,
    Optional<Long> rowsRead,
    Optional<Long> averagesWritten,
    Map<String, Double> seconds,
    Optional<String> applicationId) {

  /** The statistics of a run that has not started. */
  public static final BatchStats NONE =
      new BatchStats(
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Map.of(),
          Optional.empty());
}
