package io.meanstream.batch.average;

import io.meanstream.batch.average.Contribution.PreviousAverage;
import io.meanstream.catalog.period.Bucket;
import java.util.Optional;

/**
 * An average to write.
 *
 * @param previous the stored average that it replaces, if any
 */
public record Average(
    Group group, Bucket bucket, Tally tally, Optional<PreviousAverage> previous) {}
