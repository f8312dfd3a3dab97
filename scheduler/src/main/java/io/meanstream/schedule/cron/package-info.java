/** When runs are started without being asked. */
package io.meanstream.schedule.cron;
