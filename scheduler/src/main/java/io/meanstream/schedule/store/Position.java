package io.meanstream.schedule.store;

import java.time.Instant;

/**
 * The place of a run in the history.
 *
 * @param at when it was asked for
 */
public record Position(Instant at, String id) {}
