package io.meanstream.schedule.store;

import io.meanstream.schedule.run.RunState;
import java.util.Optional;

/**
 * A page of the history.
 *
 * @param dataset the only one to show
 * @param state the only one to show
 * @param limit of runs
 * @param after the last run of the page before
 */
public record RunQuery(
    Optional<String> dataset, Optional<RunState> state, int limit, Optional<Position> after) {}
