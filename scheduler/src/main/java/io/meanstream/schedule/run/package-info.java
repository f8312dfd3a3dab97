/** Runs as values. */
package io.meanstream.schedule.run;
