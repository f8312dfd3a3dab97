package io.meanstream.batch.average;

import java.io.Serializable;

/** What goes into the average of a slot: rows, or what is known of the average that it replaces. */
public sealed interface Contribution extends Serializable permits Tally, Replaced {}
