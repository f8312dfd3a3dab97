/**
 * The HTTP API: averages, datasets, ingestions, rejects and runs.
 *
 * <p>All requests are served on the event loop, so nothing here may block.
 */
package io.meanstream.stats;
