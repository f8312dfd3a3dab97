/** Starts runs on the datasets' cron schedules. */
package io.meanstream.schedule.cron;
