/** The queue of runs: which one starts when, timeouts, retries and outcomes. */
package io.meanstream.schedule.queue;
