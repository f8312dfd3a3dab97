/** When the batch runs: schedules, the line of runs, their processes and their history. */
package io.meanstream.schedule;
