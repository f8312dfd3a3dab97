package io.meanstream.batch.average;

import io.meanstream.batch.average.Contribution.PreviousAverage;
import io.meanstream.catalog.Bucket;
import java.util.Optional;

/**
 * An average to be written.
 *
 * @param previous the one that the store had in its place when the run looked
 */
public record Average(
    Group group, Bucket bucket, Tally tally, Optional<PreviousAverage> previous) {}
