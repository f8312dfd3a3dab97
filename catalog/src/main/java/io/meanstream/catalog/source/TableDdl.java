package io.meanstream.catalog.source;

import java.util.stream.Collectors;

/** The SQL that prepares a table to be read by transaction. */
public final class TableDdl {

  private TableDdl() {}

  /**
   * Statements for the table's owner. They may be repeated, and existing rows count as new.
   *
   * @throws IllegalArgumentException if the table is not read by transaction
   */
  public static String of(TableFeed feed) {
    if (!(feed.order() instanceof TableFeed.ByTransaction order)) {
      throw new IllegalArgumentException("the table is read by an ascending column");
    }
    TableFeed.Table table = feed.table();
    String trigger = "meanstream_set_" + order.column();
    return """
        -- the transaction that last wrote each row; existing rows get the current transaction
        ALTER TABLE %1$s ADD COLUMN IF NOT EXISTS %2$s xid8 NOT NULL DEFAULT pg_current_xact_id();

        CREATE OR REPLACE FUNCTION %3$s.%4$s() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
          NEW.%2$s := pg_catalog.pg_current_xact_id();
          RETURN NEW;
        END $$;

        CREATE OR REPLACE TRIGGER %4$s BEFORE INSERT OR UPDATE ON %1$s
          FOR EACH ROW EXECUTE FUNCTION %3$s.%4$s();

        -- the order in which rows are read
        CREATE INDEX IF NOT EXISTS %5$s ON %1$s (%2$s, %6$s);

        GRANT USAGE ON SCHEMA %3$s TO %7$s;
        GRANT SELECT ON %1$s TO %7$s;
        -- to show when a transaction of another user that delays reading began
        GRANT pg_read_all_stats TO %7$s;
        """
        .formatted(
            table.quoted(),
            TableFeed.quote(order.column()),
            TableFeed.quote(table.schema()),
            TableFeed.quote(trigger),
            TableFeed.quote(table.name() + "_" + trigger),
            feed.id().stream().map(TableFeed::quote).collect(Collectors.joining(", ")),
            TableFeed.quote(feed.login().user()));
  }
}
