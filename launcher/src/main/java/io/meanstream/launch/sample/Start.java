package io.meanstream.launch.sample;

/**
 * When a ride starts and who rides.
 *
 * @param instant seconds since the epoch
 */
record Start(long instant, boolean member) {}
