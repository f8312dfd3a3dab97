package io.meanstream.ingest.table;

import io.meanstream.catalog.dataset.Field;
import io.meanstream.catalog.source.TableFeed;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The columns of a table, checked against its feed.
 *
 * @param position the columns that order rows: the feed's order, then its id
 * @param values the columns that a row's line has
 */
record TableColumns(List<Column> position, List<String> values) {

  private static final String COLUMNS =
      """
      SELECT a.attname, format_type(a.atttypid, a.atttypmod), a.attnotnull OR c.relkind NOT IN ('r', 'p')
      FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
        JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE n.nspname = ? AND c.relname = ? AND a.attnum > 0 AND NOT a.attisdropped
      ORDER BY a.attnum
      """;

  /** The columns of each index that makes rows unique; views have none, but cannot be checked. */
  private static final String UNIQUE =
      """
      SELECT c.relkind IN ('r', 'p'), ARRAY(
          SELECT a.attname::text
          FROM unnest((i.indkey::smallint[])[0:i.indnkeyatts - 1]) AS k
            JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = k)
      FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
        LEFT JOIN pg_index i ON i.indrelid = c.oid AND i.indisunique AND i.indisvalid
          AND i.indpred IS NULL AND i.indexprs IS NULL
      WHERE n.nspname = ? AND c.relname = ?
      """;

  private static final String TRANSACTION_ID = "xid8";

  /**
   * A column.
   *
   * @param type as SQL writes it
   */
  record Column(String name, String type) {}

  private record Found(String type, boolean isNeverNull) {}

  /**
   * Reads and checks a table's columns.
   *
   * @throws TableException if rows could be missed
   */
  static TableColumns of(Connection connection, TableFeed feed, List<Field> fields)
      throws SQLException, TableException {
    Map<String, Found> found = columns(connection, feed.table());
    if (found.isEmpty()) {
      throw new TableException(
          "table %s does not exist, or %s may not read it"
              .formatted(feed.table().quoted(), feed.login().user()));
    }
    List<Column> position = new ArrayList<>();
    for (String name :
        Stream.concat(Stream.of(feed.order().column()), feed.id().stream()).toList()) {
      position.add(new Column(name, checked(feed, found, name).type()));
    }
    checkUnique(connection, feed);
    if (feed.order() instanceof TableFeed.ByTransaction
        && !position.get(0).type().equals(TRANSACTION_ID)) {
      throw new TableException(
          "%s is of type %s; it must be xid8, see `./meanstream datasets ddl`"
              .formatted(name(feed, feed.order().column()), position.get(0).type()));
    }
    return new TableColumns(position, needed(found, fields, feed.order().column()));
  }

  private static Map<String, Found> columns(Connection connection, TableFeed.Table table)
      throws SQLException {
    Map<String, Found> found = new LinkedHashMap<>();
    try (PreparedStatement query = connection.prepareStatement(COLUMNS)) {
      query.setString(1, table.schema());
      query.setString(2, table.name());
      try (ResultSet row = query.executeQuery()) {
        while (row.next()) {
          found.put(row.getString(1), new Found(row.getString(2), row.getBoolean(3)));
        }
      }
    }
    return found;
  }

  private static Found checked(TableFeed feed, Map<String, Found> columns, String column)
      throws TableException {
    Found found = columns.get(column);
    if (found == null) {
      throw new TableException(
          "%s does not exist (found: %s)%s"
              .formatted(
                  name(feed, column),
                  String.join(", ", columns.keySet()),
                  feed.order() instanceof TableFeed.ByTransaction order
                          && order.column().equals(column)
                      ? "; `./meanstream datasets ddl` prints how to add it"
                      : ""));
    }
    if (!found.isNeverNull()) {
      throw new TableException(
          "%s is nullable, and rows where it is null would be missed: make it NOT NULL"
              .formatted(name(feed, column)));
    }
    return found;
  }

  /** Pages end after a row: another row with the same position would be missed. */
  private static void checkUnique(Connection connection, TableFeed feed)
      throws SQLException, TableException {
    try (PreparedStatement query = connection.prepareStatement(UNIQUE)) {
      query.setString(1, feed.table().schema());
      query.setString(2, feed.table().name());
      try (ResultSet row = query.executeQuery()) {
        while (row.next()) {
          Array index = row.getArray(2);
          List<String> columns = List.of((String[]) index.getArray());
          if (!row.getBoolean(1) || !columns.isEmpty() && feed.id().containsAll(columns)) {
            return;
          }
        }
      }
    }
    throw new TableException(
        "%s: id [%s] needs a primary key or a unique index"
            .formatted(feed.table().quoted(), String.join(", ", feed.id())));
  }

  /**
   * The order is needed although no field has it: a page whose rows went back to earlier values
   * would otherwise have the bytes of an earlier page, and be known.
   */
  private static List<String> needed(Map<String, Found> found, List<Field> fields, String order) {
    return found.keySet().stream()
        .filter(
            column ->
                column.equals(order) || fields.stream().anyMatch(field -> needs(field, column)))
        .toList();
  }

  private static boolean needs(Field field, String column) {
    return field.isNamed(column)
        || field.pointers().stream()
            .anyMatch(
                pointer -> {
                  String top = "/" + column.replace("~", "~0").replace("/", "~1");
                  return pointer.equals(top) || pointer.startsWith(top + "/");
                });
  }

  private static String name(TableFeed feed, String column) {
    return feed.table().quoted() + "." + TableFeed.quote(column);
  }
}
