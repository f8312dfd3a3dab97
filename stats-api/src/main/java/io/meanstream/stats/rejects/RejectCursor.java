package io.meanstream.stats.rejects;

import io.meanstream.service.paging.Cursor;
import java.time.Instant;
import java.util.Optional;

/**
 * The position of a reject in the list: its sort key.
 *
 * @param row empty for a record that no ingestion sent
 */
record RejectCursor(String ingestion, Optional<Long> row, String id) {

  private static final long NO_ROW = -1;

  static RejectCursor of(Reject last) {
    return new RejectCursor(last.ingestion(), Optional.ofNullable(last.row()), last.id());
  }

  /** Encodes the row as the time, and {@code ingestion|id} as the id; ingestions contain no bar. */
  String token() {
    return new Cursor(Instant.ofEpochMilli(row.orElse(NO_ROW)), ingestion + '|' + id).token();
  }

  /** Decodes a cursor. Every cursor is a valid position. */
  static RejectCursor of(Cursor cursor) {
    int bar = cursor.id().indexOf('|');
    long row = cursor.at().toEpochMilli();
    return new RejectCursor(
        bar < 0 ? cursor.id() : cursor.id().substring(0, bar),
        row < 0 ? Optional.empty() : Optional.of(row),
        cursor.id().substring(bar + 1));
  }
}
