package io.meanstream.stats.rejects;

import io.meanstream.service.paging.Cursor;
import io.meanstream.service.paging.Limit;
import java.util.Optional;

/**
 * Which rejects to show.
 *
 * @param limit maximum number of rejects per page
 * @param after the last reject of the previous page
 */
record RejectsQuery(
    String dataset,
    Optional<String> rule,
    Optional<String> field,
    Optional<String> ingestion,
    int limit,
    Optional<RejectCursor> after) {

  static RejectsQuery parse(String dataset, RejectsParameters parameters) {
    return new RejectsQuery(
        dataset,
        Optional.ofNullable(parameters.rule),
        Optional.ofNullable(parameters.field),
        Optional.ofNullable(parameters.ingestion),
        Limit.parse(parameters.limit),
        Cursor.parse(parameters.cursor).map(RejectCursor::of));
  }
}
