package io.meanstream.batch;

import io.meanstream.protocol.DirtyDays;
import java.util.Optional;

/**
 * A run that has taken its dataset's lease.
 *
 * @param number greater than that of every run before
 * @param owner who runs it
 * @param marks as they were when it took the lease
 * @param knownDays the number of days that rows were ever stored for
 * @param definition the hash of the definition that the stored averages were computed by
 * @param identity the hash of the key, time and zone that rows are stored by
 * @param reached how far the rows reached when runs ended, see {@link Reached}
 */
record Run(
    String dataset,
    long number,
    String owner,
    DirtyDays marks,
    int knownDays,
    Optional<String> definition,
    Optional<String> identity,
    Reached reached) {}
