package io.meanstream.ingest.table;

import io.meanstream.catalog.Catalog;
import io.meanstream.catalog.dataset.Dataset;
import io.meanstream.catalog.source.TableDdl;
import io.meanstream.catalog.source.TableFeed;
import io.meanstream.cluster.PostgresServer;
import io.meanstream.ingest.landing.TablePosition;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A table of a test, its dataset, and a reader that remembers its position. */
final class TestTable {

  private final PostgresServer server;
  private final String password;
  private final Dataset dataset;
  private Optional<TablePosition> position = Optional.empty();

  /**
   * Defines a dataset.
   *
   * @param postgres more of {@code source.postgres} than address, user and name of the table
   */
  TestTable(PostgresServer server, String password, Path folder, String table, String postgres)
      throws IOException {
    this.server = server;
    this.password = password;
    Files.writeString(
        folder.resolve("d.yaml"),
        """
        name: d
        time: at
        key: [[id]]
        source:
          zone: UTC
          postgres:
            url: %s
            user: %s
            table: '%s'
        %s
        fields:
          id: {type: string}
          at: {type: timestamp}
          level: {type: decimal, aliases: [Pegel]}
          inner: {type: string, pointer: /document/inner}
        """
            .formatted(server.url(), PostgresServer.USER, table, postgres.indent(4)));
    this.dataset = Catalog.load(folder).find("d").orElseThrow();
  }

  TableFeed feed() {
    return (TableFeed) dataset.source().feed().orElseThrow();
  }

  /** Runs what `datasets ddl` prints. */
  void prepare() throws SQLException {
    execute(TableDdl.of(feed()));
  }

  void execute(String... sql) throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      for (String each : sql) {
        statement.execute(each);
      }
    }
  }

  /** A transaction that has written something, but not into the table. */
  Connection writing() throws SQLException {
    Connection connection = connect();
    connection.setAutoCommit(false);
    try (Statement statement = connection.createStatement()) {
      statement.execute("SELECT pg_current_xact_id()");
    }
    return connection;
  }

  Connection connect() throws SQLException {
    return DriverManager.getConnection("jdbc:" + server.url(), PostgresServer.USER, password);
  }

  String text(String query) throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      row.next();
      return row.getString(1);
    }
  }

  TableReader open() throws SQLException, TableException {
    return TableReader.open(dataset, feed(), Optional.of(password));
  }

  /** The position of the last row that was read. */
  TablePosition position() {
    return position.orElseThrow();
  }

  void moveTo(TablePosition other) {
    position = Optional.of(other);
  }

  /** The transaction is the column that was added last. */
  private static String withoutTransaction(String line) {
    return line.replaceFirst(",\"[^,:]+\":\"\\d+\"}$", "}");
  }

  /**
   * Reads what is new, page by page; a line is a row without its transaction, an empty one the end
   * of a page.
   */
  List<String> read() throws SQLException, TableException, IOException {
    List<String> lines = new ArrayList<>();
    try (TableReader reader = open()) {
      List<String> after = reader.resume(position);
      Optional<String> highest = reader.highest();
      boolean isMore = true;
      while (isMore) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        TableReader.Written page = reader.write(after, highest, out);
        out.toString(StandardCharsets.UTF_8)
            .lines()
            .map(TestTable::withoutTransaction)
            .forEach(lines::add);
        isMore = page.isFull();
        if (isMore) {
          lines.add("");
        }
        if (page.rows() > 0) {
          after = page.after();
          position = Optional.of(new TablePosition("t", 1, reader.epoch(), after));
        }
      }
    }
    return lines;
  }
}
