/** Averages: found in the store by dataset, period, group and time; as JSON, CSV or NDJSON. */
package io.meanstream.stats.averages;
