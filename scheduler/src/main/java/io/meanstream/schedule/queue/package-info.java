/** Who comes when: the line of runs, their processes' time-outs, retries and ends. */
package io.meanstream.schedule.queue;
