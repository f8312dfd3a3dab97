package io.meanstream.ingest.table;

import io.meanstream.catalog.source.TableFeed;
import java.util.List;
import java.util.stream.Collectors;

/** The SQL that reads a table. Positions are texts, which PostgreSQL converts. */
final class TableQuery {

  private final TableFeed feed;
  private final TableColumns columns;

  TableQuery(TableFeed feed, TableColumns columns) {
    this.feed = feed;
    this.columns = columns;
  }

  /**
   * A page of rows in order: position and JSON of each. Parameters are the upper bound, unless
   * transactions are the bound, and the position of the row before the page, if there is one.
   */
  String page(boolean isFirst) {
    String after =
        " AND (%s) > (%s)"
            .formatted(
                names(columns.position()),
                columns.position().stream()
                    .map(TableQuery::parameter)
                    .collect(Collectors.joining(", ")));
    return "SELECT %s, row_to_json(v)::text FROM %s AS t, LATERAL (SELECT %s) AS v WHERE %s%s ORDER BY %s LIMIT %d"
        .formatted(
            columns.position().stream()
                .map(column -> name(column.name()) + "::text")
                .collect(Collectors.joining(", ")),
            feed.table().quoted(),
            columns.values().stream().map(TableQuery::name).collect(Collectors.joining(", ")),
            bound(),
            isFirst ? "" : after,
            names(columns.position()),
            feed.pageRows());
  }

  private String bound() {
    TableColumns.Column order = columns.position().get(0);
    return feed.order() instanceof TableFeed.ByTransaction
        ? name(order.name()) + " < pg_snapshot_xmin(pg_current_snapshot())"
        : name(order.name()) + " <= " + parameter(order);
  }

  /** The highest value of the column that orders rows. */
  String highest() {
    String order = name(columns.position().get(0).name());
    // views may have nulls, which would come first
    return "SELECT %s::text FROM %s AS t WHERE %s IS NOT NULL ORDER BY %s DESC LIMIT 1"
        .formatted(order, feed.table().quoted(), order, order);
  }

  /** Whether a value of the column that orders rows is above another one. */
  String isAbove() {
    String parameter = parameter(columns.position().get(0));
    return "SELECT %s > %s".formatted(parameter, parameter);
  }

  private static String parameter(TableColumns.Column column) {
    return "CAST(CAST(? AS text) AS %s)".formatted(column.type());
  }

  private static String names(List<TableColumns.Column> all) {
    return all.stream().map(column -> name(column.name())).collect(Collectors.joining(", "));
  }

  private static String name(String column) {
    return "t." + TableFeed.quote(column);
  }
}
