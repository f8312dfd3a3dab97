package io.meanstream.stats.rejects;

import io.meanstream.service.paging.Cursor;
import io.meanstream.service.paging.Limit;
import io.meanstream.service.request.ParameterCheck;
import io.meanstream.stats.http.ResponseFormat;
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
    ParameterCheck check = new ParameterCheck();
    int limit = check.parse(() -> Limit.parse(parameters.limit), Limit.DEFAULT);
    Optional<Cursor> after = check.parse(() -> Cursor.parse(parameters.cursor), Optional.empty());
    check.run(() -> ResponseFormat.requireKnown(parameters.format));
    check.end();
    return new RejectsQuery(
        dataset,
        Optional.ofNullable(parameters.rule),
        Optional.ofNullable(parameters.field),
        Optional.ofNullable(parameters.ingestion),
        limit,
        after.map(RejectCursor::of));
  }
}
