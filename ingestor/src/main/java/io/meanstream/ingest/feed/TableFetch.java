package io.meanstream.ingest.feed;

import io.meanstream.catalog.dataset.Dataset;
import io.meanstream.catalog.source.TableFeed;
import io.meanstream.ingest.landing.Arrival;
import io.meanstream.ingest.landing.TablePosition;
import io.meanstream.ingest.run.ShutdownException;
import io.meanstream.ingest.table.TableException;
import io.meanstream.ingest.table.TableReader;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** One fetch of a table: all rows that are new or updated since the last one. */
final class TableFetch implements Fetch {

  /**
   * Prefixes of the SQL states after which a retry may succeed: no connection, too few resources, a
   * conflict with a standby's recovery, shutdown or start, failing disks.
   */
  private static final List<String> TEMPORARY = List.of("08", "53", "40", "57P", "58");

  private final Dataset dataset;
  private final TableFeed feed;
  private final FeedContext context;
  private final FetchedPages pages;
  private final Attempts attempts;
  private final String table;

  private Optional<TableReader> open = Optional.empty();
  private List<String> after = List.of();
  private Optional<String> highest = Optional.empty();

  TableFetch(Dataset dataset, TableFeed feed, FeedContext context, FetchedPages pages) {
    this.dataset = dataset;
    this.feed = feed;
    this.context = context;
    this.pages = pages;
    this.attempts = new Attempts(dataset.name(), context);
    this.table = identity(feed);
  }

  /** Positions are comparable while this is the same, whatever the server's address. */
  private static String identity(TableFeed feed) {
    return "%s by %s, %s; epoch %s"
        .formatted(
            feed.table().quoted(),
            TableFeed.quote(feed.order().column()),
            String.join(", ", feed.id().stream().map(TableFeed::quote).toList()),
            feed.epoch());
  }

  @Override
  public void run() throws FeedException, ShutdownException {
    try {
      boolean isMore = true;
      while (isMore) {
        isMore = attempts.run(feed.table().quoted(), this::page);
      }
    } catch (IOException e) {
      throw new FeedException("cannot land a page: " + e, e);
    } finally {
      close();
    }
  }

  /** Reads and lands a page; returns whether it was full, since a small next one does not pay. */
  private boolean page() throws TemporaryException, FeedException, ShutdownException, IOException {
    try {
      TableReader reader = open.isPresent() ? open.get() : connect();
      try (Arrival arrival = context.landing().open(".ndjson")) {
        TableReader.Written page = reader.write(after, highest, arrival.out());
        context.metrics().requested(dataset.name(), page.rows() > 0 ? "page" : "unchanged");
        if (page.rows() == 0) {
          return false;
        }
        TablePosition behind =
            new TablePosition(table, pages.nextSequence(), reader.epoch(), page.after());
        pages.land(arrival, page.rows(), behind);
        after = page.after();
        context.shutdown().check();
        return page.isFull();
      }
    } catch (SQLException e) {
      close();
      throw temporary(e);
    } catch (TableException e) {
      throw new FeedException(e.getMessage(), e);
    }
  }

  private TableReader connect()
      throws SQLException, TableException, FeedException, ShutdownException, IOException {
    Optional<String> password = Optional.empty();
    if (feed.login().password().isPresent()) {
      password = Optional.of(EnvironmentSecret.read(feed.login().password().get(), "the password"));
    }
    TableReader reader = TableReader.open(dataset, feed, password);
    try {
      pages.delayedBy(reader.oldestTransaction());
      after = reader.resume(pages.resume(TablePosition.class, table));
      if (feed.order() instanceof TableFeed.Ascending order) {
        // transactions that took lower values may still end meanwhile
        highest = reader.highest();
        context.shutdown().pause(order.settle());
      }
      // only now: a retry must not read without the position
      open = Optional.of(reader);
      return reader;
    } finally {
      if (open.isEmpty()) {
        reader.close();
      }
    }
  }

  private TemporaryException temporary(SQLException e) throws FeedException {
    String state = e.getSQLState() == null ? "" : e.getSQLState();
    boolean isTemporary = TEMPORARY.stream().anyMatch(state::startsWith);
    String message = feed.server().url() + ": " + e.getMessage();
    if (!isTemporary) {
      throw new FeedException(message, e);
    }
    return new TemporaryException(message, e);
  }

  private void close() {
    open.ifPresent(TableReader::close);
    open = Optional.empty();
  }
}
