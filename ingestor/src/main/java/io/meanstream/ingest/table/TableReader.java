package io.meanstream.ingest.table;

import io.meanstream.catalog.dataset.Dataset;
import io.meanstream.catalog.source.TableFeed;
import io.meanstream.ingest.landing.TablePosition;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Reads the rows of a table that are new since a position, page by page. Every row that the table
 * has is read, in whatever order transactions end, and memory is bounded however large the table
 * is. For one thread at a time.
 */
public final class TableReader implements Closeable {

  private static final Logger LOG = Logger.getLogger(TableReader.class);

  /** Rows that the driver keeps in memory; they may be large. */
  private static final int FETCH_ROWS = 64;

  private final String dataset;
  private final TableFeed feed;
  private final Connection connection;
  private final TableColumns columns;
  private final TableQuery query;
  private final ServerState server;

  /**
   * A page that was written.
   *
   * @param after the position of its last row; empty without rows
   * @param isFull whether it ended because of its size
   */
  public record Written(long rows, List<String> after, boolean isFull) {

    public Written {
      after = List.copyOf(after);
    }
  }

  private TableReader(
      String dataset,
      TableFeed feed,
      Connection connection,
      TableColumns columns,
      ServerState server) {
    this.dataset = dataset;
    this.feed = feed;
    this.connection = connection;
    this.columns = columns;
    this.query = new TableQuery(feed, columns);
    this.server = server;
  }

  /**
   * Connects to a table.
   *
   * @param password of the user, if one is needed
   * @throws TableException if the table does not match the definition, or if rows could be missed
   */
  public static TableReader open(Dataset dataset, TableFeed feed, Optional<String> password)
      throws SQLException, TableException {
    Connection connection = TableConnection.open(feed, password);
    try {
      TableColumns columns = TableColumns.of(connection, feed, dataset.fields());
      TableReader reader =
          new TableReader(dataset.name(), feed, connection, columns, ServerState.read(connection));
      if (feed.order() instanceof TableFeed.ByTransaction) {
        reader.refuseForeignTransactions();
      }
      connection.commit();
      return reader;
    } catch (SQLException | TableException e) {
      connection.close();
      throw e;
    }
  }

  /** When the oldest transaction that delays reading began, if there is one. */
  public Optional<Instant> oldestTransaction() {
    return feed.order() instanceof TableFeed.ByTransaction
        ? server.oldestTransaction()
        : Optional.empty();
  }

  /** The server and its timeline. */
  public String epoch() {
    return server.epoch();
  }

  /**
   * Rows with a transaction id that this server has not reached come from another server. They
   * would be hidden until it does.
   */
  private void refuseForeignTransactions() throws SQLException, TableException {
    Optional<String> highest = highest();
    if (highest.map(Long::parseUnsignedLong).filter(tx -> tx >= server.next()).isPresent()) {
      String column = TableFeed.quote(feed.order().column());
      throw new TableException(
          ("%s has rows of transaction %s, but this server has only reached %d: they come from"
                  + " another server's dump. Run UPDATE %s SET %s = DEFAULT WHERE %s >= '%d'; they are"
                  + " then read again")
              .formatted(
                  feed.table().quoted(),
                  highest.get(),
                  server.next(),
                  feed.table().quoted(),
                  column,
                  column,
                  server.next()));
    }
  }

  /**
   * Where to continue after a position.
   *
   * @return the values after which rows are new; empty if all rows are
   * @throws TableException if rows would be hidden
   */
  public List<String> resume(Optional<TablePosition> position) throws SQLException, TableException {
    if (position.isEmpty()) {
      return List.of();
    }
    List<String> after = position.get().after();
    if (feed.order() instanceof TableFeed.Ascending) {
      refuseDescent(after.get(0));
      return after;
    }
    // transactions before the position have ended, unless a standby is behind or ids have restarted
    boolean isBehind = Long.parseUnsignedLong(after.get(0)) >= server.oldest();
    if (position.get().epoch().equals(server.epoch()) && (server.isStandby() || !isBehind)) {
      return after;
    }
    LOG.warnf(
        "dataset=%s %s is read again from the start: it was last read up to transaction %s on"
            + " server and timeline %s, but is now on %s, at transaction %d",
        dataset,
        feed.table().quoted(),
        after.get(0),
        position.get().epoch(),
        server.epoch(),
        server.oldest());
    return List.of();
  }

  private void refuseDescent(String read) throws SQLException, TableException {
    Optional<String> highest = highest();
    if (highest.isEmpty()) {
      return;
    }
    try (PreparedStatement compare = connection.prepareStatement(query.isAbove())) {
      compare.setString(1, read);
      compare.setString(2, highest.get());
      try (ResultSet row = compare.executeQuery()) {
        row.next();
        if (row.getBoolean(1)) {
          throw new TableException(
              ("%s was read up to %s %s, but its highest value is now %s: new rows could be missed. To"
                      + " read the whole table again, set source.postgres.epoch to a new text")
                  .formatted(feed.table().quoted(), feed.order().column(), read, highest.get()));
        }
      }
    }
    connection.commit();
  }

  /** The highest value of the column that orders rows, as text; empty without rows. */
  public Optional<String> highest() throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(query.highest());
        ResultSet row = statement.executeQuery()) {
      return row.next() ? Optional.of(row.getString(1)) : Optional.empty();
    } finally {
      connection.commit();
    }
  }

  /**
   * Writes the next page as JSON Lines.
   *
   * @param after the position of the row before it; empty for the first page
   * @param highest the value up to which an ascending column is read, if the table has rows;
   *     ignored otherwise
   */
  public Written write(List<String> after, Optional<String> highest, OutputStream out)
      throws SQLException, IOException {
    boolean isAscending = feed.order() instanceof TableFeed.Ascending;
    if (isAscending && highest.isEmpty()) {
      return new Written(0, List.of(), false);
    }
    try (PreparedStatement page = connection.prepareStatement(query.page(after.isEmpty()))) {
      page.setFetchSize(FETCH_ROWS);
      int parameter = 0;
      if (isAscending) {
        page.setString(++parameter, highest.get());
      }
      for (String value : after) {
        page.setString(++parameter, value);
      }
      try (ResultSet row = page.executeQuery()) {
        return write(row, out);
      }
    } finally {
      connection.rollback();
    }
  }

  private Written write(ResultSet row, OutputStream out) throws SQLException, IOException {
    int size = columns.position().size();
    long rows = 0;
    long bytes = 0;
    List<String> last = new ArrayList<>();
    while (bytes < feed.pageBytes() && row.next()) {
      byte[] json = onOneLine(row.getBytes(size + 1));
      out.write(json);
      out.write('\n');
      bytes += json.length;
      rows++;
      last.clear();
      for (int column = 1; column <= size; column++) {
        last.add(row.getString(column));
      }
    }
    boolean isFull = rows == feed.pageRows() || bytes >= feed.pageBytes();
    return new Written(rows, last, isFull);
  }

  /** Values of type json keep their line breaks, which are between tokens only. */
  private static byte[] onOneLine(byte[] json) {
    for (int i = 0; i < json.length; i++) {
      if (json[i] == '\n' || json[i] == '\r') {
        json[i] = ' ';
      }
    }
    return json;
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      // nothing is lost: it was only read from, and the server ends it
      LOG.debugf(e, "dataset=%s the connection was broken", dataset);
    }
  }
}
