package io.meanstream.stats.datasets;

import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import org.bson.Document;

/**
 * The last run of the batch over a dataset.
 *
 * @param number counts the runs; 0 if there was none
 * @param completedAt when a run last completed; distinguishes runs whose numbers start over in an
 *     emptied store
 * @param isUnderWay whether it has not ended, or was killed and no other run has followed it
 */
record LastRun(long number, Optional<Instant> completedAt, boolean isUnderWay) {

  /** Reads the dataset's document. */
  static LastRun of(Document dataset) {
    return new LastRun(
        dataset.get("run") instanceof Number number ? number.longValue() : 0,
        Optional.ofNullable(dataset.getDate("completedAt")).map(Date::toInstant),
        dataset.get("lease") != null);
  }
}
