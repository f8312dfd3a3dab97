package io.meanstream.stats.runs;

import io.meanstream.protocol.RunState;
import io.meanstream.service.paging.Cursor;
import io.meanstream.service.problem.ProblemException;
import java.util.Optional;

/**
 * A request for a page of runs.
 *
 * @param dataset the only dataset to show
 * @param state the only state to show
 * @param limit of runs a page
 * @param after the last run of the page before
 */
record RunsQuery(
    Optional<String> dataset, Optional<String> state, int limit, Optional<Cursor> after) {

  RunsQuery {
    state
        .filter(value -> RunState.of(value).isEmpty())
        .ifPresent(
            value -> {
              throw ProblemException.badParameter(
                  "state", value, "is no state; known: " + String.join(", ", RunState.ids()));
            });
  }
}
