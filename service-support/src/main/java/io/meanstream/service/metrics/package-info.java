/** What every service measures of itself, and the buckets of all durations. */
package io.meanstream.service.metrics;
