package io.meanstream.batch.run;

import io.meanstream.batch.store.RunStamp;
import io.meanstream.catalog.dataset.Dataset;
import io.meanstream.protocol.DirtyDays;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * A run that has taken its dataset's lease.
 *
 * @param number greater than that of every earlier run
 * @param owner names the process that runs it
 * @param dirtyDays the dirty days when it took the lease
 * @param knownDays the days that ever had rows, in order
 * @param definition the hash of the definition that the stored averages were computed with
 * @param identity the hash of the key, time and zone that the rows were stored with
 * @param reached how far the rows reached at the end of earlier runs
 */
public record Run(
    String dataset,
    long number,
    String owner,
    DirtyDays dirtyDays,
    List<LocalDate> knownDays,
    Optional<String> definition,
    Optional<String> identity,
    ReachHistory reached) {

  /** The stamp of the averages that this run writes from now on. */
  RunStamp stamp(Dataset dataset) {
    return new RunStamp(
        number,
        Instant.now(),
        reached.now().orElse(Instant.MIN),
        !definition.equals(Optional.of(dataset.definitionHash())));
  }
}
