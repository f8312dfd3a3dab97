package io.meanstream.stats.runs;

import io.meanstream.protocol.RunState;
import io.meanstream.service.paging.Cursor;
import io.meanstream.service.problem.ProblemException;
import java.util.Optional;

/**
 * Which runs to show.
 *
 * @param dataset show only runs of this dataset
 * @param state show only runs in this state
 * @param limit maximum number of runs per page
 * @param after the last run of the previous page
 */
record RunsQuery(
    Optional<String> dataset, Optional<String> state, int limit, Optional<Cursor> after) {

  RunsQuery {
    state
        .filter(value -> RunState.of(value).isEmpty())
        .ifPresent(
            value -> {
              throw ProblemException.badParameter(
                  "state", value, "is not a state; known: " + String.join(", ", RunState.ids()));
            });
  }
}
