package io.meanstream.stats.runs;

import io.meanstream.protocol.RunState;
import io.meanstream.service.paging.Cursor;
import io.meanstream.service.paging.Limit;
import io.meanstream.service.problem.ProblemException;
import io.meanstream.service.request.ParameterCheck;
import io.meanstream.stats.datasets.DatasetLookup;
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

  /**
   * Parses the parameters of a request; each is null if missing.
   *
   * @throws ProblemException naming the wrong parameters
   */
  static RunsQuery parse(
      DatasetLookup datasets, String dataset, String state, String limit, String cursor) {
    ParameterCheck check = new ParameterCheck();
    RunsQuery query =
        new RunsQuery(
            check.parse(() -> datasets.inQuery(dataset), Optional.empty()),
            check.parse(() -> state(state), Optional.empty()),
            check.parse(() -> Limit.parse(limit), Limit.DEFAULT),
            check.parse(() -> Cursor.parse(cursor), Optional.empty()));
    check.end();
    return query;
  }

  private static Optional<String> state(String state) {
    if (state != null && RunState.of(state).isEmpty()) {
      throw ProblemException.badParameter(
          "state", state, "is not a state; known: " + String.join(", ", RunState.ids()));
    }
    return Optional.ofNullable(state);
  }
}
