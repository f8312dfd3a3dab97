package io.meanstream.stats.rejects;

import io.meanstream.service.paging.Cursor;
import java.time.Instant;
import java.util.Optional;

/**
 * Where a page of rejects ended: the sort key of its last one.
 *
 * @param row empty for a record that no ingestion sent
 */
record RejectCursor(String ingestion, Optional<Long> row, String id) {

  private static final long NO_ROW = -1;

  static RejectCursor of(RejectDocument last) {
    return new RejectCursor(last.ingestion, Optional.ofNullable(last.row), last.id);
  }

  /** The row takes the place of a time, and the ingestion, which has no bar in it, goes first. */
  String token() {
    return new Cursor(Instant.ofEpochMilli(row.orElse(NO_ROW)), ingestion + '|' + id).token();
  }

  /** What a cursor means in a list of rejects; any cursor means something. */
  static RejectCursor of(Cursor cursor) {
    int bar = cursor.id().indexOf('|');
    long row = cursor.at().toEpochMilli();
    return new RejectCursor(
        bar < 0 ? cursor.id() : cursor.id().substring(0, bar),
        row < 0 ? Optional.empty() : Optional.of(row),
        cursor.id().substring(bar + 1));
  }
}
