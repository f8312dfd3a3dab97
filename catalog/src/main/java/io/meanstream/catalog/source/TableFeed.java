package io.meanstream.catalog.source;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A PostgreSQL table whose new and updated rows are read.
 *
 * @param server where the table is
 * @param login who reads it
 * @param table its name
 * @param id the columns that identify a row
 * @param order which rows are new
 * @param epoch an arbitrary text; changing it reads the whole table again
 * @param every the time between two fetches; empty without such a schedule
 * @param cron when to fetch, in the notation of schedules; empty without such a schedule
 * @param timeout of a query, up to its last row
 * @param pageRows the maximum number of rows that land together
 * @param pageBytes the size at which a page ends early
 */
public record TableFeed(
    Server server,
    Login login,
    Table table,
    List<String> id,
    Order order,
    String epoch,
    Optional<Duration> every,
    Optional<String> cron,
    Duration timeout,
    int pageRows,
    long pageBytes)
    implements Feed {

  public TableFeed {
    id = List.copyOf(id);
  }

  /**
   * A database on a PostgreSQL server.
   *
   * @param ssl libpq's {@code sslmode}
   * @param rootCertificate a file with the certificates to trust; Java's own by default
   */
  public record Server(
      String host, int port, String database, String ssl, Optional<String> rootCertificate) {

    /** Its address, without parameters. */
    public String url() {
      return "postgresql://%s:%d/%s".formatted(host, port, database);
    }
  }

  /**
   * Who reads the table.
   *
   * @param password the environment variable with the password, if one is needed
   */
  public record Login(String user, Optional<String> password) {}

  /** A table or view. */
  public record Table(String schema, String name) {

    /** Its name as SQL writes it. */
    public String quoted() {
      return quote(schema) + "." + quote(name);
    }
  }

  /** Tells which rows have been read. */
  public sealed interface Order {

    /** The column that decides. */
    String column();
  }

  /**
   * By the transaction that wrote the row last. Misses nothing.
   *
   * @param column of type {@code xid8}, set by a trigger
   */
  public record ByTransaction(String column) implements Order {}

  /**
   * By a column whose values ascend.
   *
   * @param settle how long after its highest value was seen the rows up to that value are read;
   *     transactions that take longer are missed
   */
  public record Ascending(String column, Duration settle) implements Order {}

  /** An identifier as SQL writes it, with case and special characters kept. */
  public static String quote(String identifier) {
    return '"' + identifier.replace("\"", "\"\"") + '"';
  }
}
