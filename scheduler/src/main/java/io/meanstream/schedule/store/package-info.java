/** What is kept in the store: runs, schedules; and what is read there: marks. */
package io.meanstream.schedule.store;
