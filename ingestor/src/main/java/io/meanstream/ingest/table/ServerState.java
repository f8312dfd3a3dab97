package io.meanstream.ingest.table;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Optional;

/**
 * What a server says about its transactions, in the snapshot of the caller's transaction.
 *
 * @param epoch the server and its timeline: transaction ids of another one are not comparable
 * @param isStandby whether it replays another server, and so may be behind it
 * @param oldest the lowest id of a transaction that has not ended; lower ones have
 * @param next the lowest id that no transaction of this epoch had when the snapshot was taken
 * @param oldestTransaction when the oldest transaction that writes or is prepared began, in any
 *     database of the server, if there is one
 */
record ServerState(
    String epoch, boolean isStandby, long oldest, long next, Optional<Instant> oldestTransaction) {

  /**
   * A standby has the timeline in its control file; a primary's is newer than that until the first
   * checkpoint after its promotion.
   */
  private static final String QUERY =
      """
      SELECT (SELECT system_identifier FROM pg_control_system()) || '/' || CASE
          WHEN pg_is_in_recovery() THEN (SELECT timeline_id FROM pg_control_checkpoint())
          ELSE ('x' || left(pg_walfile_name(pg_current_wal_lsn()), 8))::bit(32)::int END,
        pg_is_in_recovery(),
        pg_snapshot_xmin(pg_current_snapshot())::text,
        pg_snapshot_xmax(pg_current_snapshot())::text,
        least(
          (SELECT min(xact_start) FROM pg_stat_activity WHERE backend_xid IS NOT NULL),
          (SELECT min(prepared) FROM pg_prepared_xacts))
      """;

  static ServerState read(Connection connection) throws SQLException {
    try (PreparedStatement query = connection.prepareStatement(QUERY);
        ResultSet row = query.executeQuery()) {
      row.next();
      return new ServerState(
          row.getString(1),
          row.getBoolean(2),
          row.getLong(3),
          row.getLong(4),
          Optional.ofNullable(row.getTimestamp(5)).map(Timestamp::toInstant));
    }
  }
}
