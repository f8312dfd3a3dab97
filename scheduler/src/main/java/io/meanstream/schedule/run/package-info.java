/** Runs and their parts as values. */
package io.meanstream.schedule.run;
