/** The scheduler's collections in the store, and the dirty days that it reads there. */
package io.meanstream.schedule.store;
