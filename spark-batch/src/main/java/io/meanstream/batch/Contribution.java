package io.meanstream.batch;

import java.io.Serializable;

/** What goes into the average of a slot: rows, or what is known of the average that it replaces. */
sealed interface Contribution extends Serializable permits Tally, Replaced {}
