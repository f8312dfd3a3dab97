package io.meanstream.batch;

import io.meanstream.catalog.Bucket;

/**
 * An average to be written.
 *
 * @param isStored whether the store had one in its place when the run looked
 */
record Average(Group group, Bucket bucket, Tally tally, boolean isStored) {}
