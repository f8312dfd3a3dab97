/** Metrics that every service has, and the buckets of all durations. */
package io.meanstream.service.metrics;
