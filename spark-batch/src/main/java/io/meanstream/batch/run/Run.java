package io.meanstream.batch.run;

import io.meanstream.batch.store.RunStamp;
import io.meanstream.catalog.Dataset;
import io.meanstream.protocol.DirtyDays;
import java.time.Instant;
import java.util.Optional;

/**
 * A run that has taken its dataset's lease.
 *
 * @param number greater than that of every run before
 * @param owner who runs it
 * @param dirtyDays the dirty days when it took the lease
 * @param knownDays the number of days that rows were ever stored for
 * @param definition the hash of the definition that the stored averages were computed by
 * @param identity the hash of the key, time and zone that rows are stored by
 * @param reached how far the rows reached when runs ended, see {@link Reached}
 */
public record Run(
    String dataset,
    long number,
    String owner,
    DirtyDays dirtyDays,
    int knownDays,
    Optional<String> definition,
    Optional<String> identity,
    Reached reached) {

  /** What averages say of this run, which begins to write them now. */
  RunStamp stamp(Dataset dataset) {
    return new RunStamp(
        number,
        Instant.now(),
        reached.now().orElse(Instant.MIN),
        !definition.equals(Optional.of(dataset.definitionHash())));
  }
}
