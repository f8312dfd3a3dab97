package io.meanstream.ingest.table;

import io.meanstream.catalog.source.TableFeed;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import org.postgresql.ds.PGSimpleDataSource;
import org.postgresql.ssl.DefaultJavaSSLFactory;

/** Connects to the server of a table, to read only. */
// the driver instantiates it by name
@RegisterForReflection(targets = DefaultJavaSSLFactory.class)
final class TableConnection {

  private static final int CONNECT_SECONDS = 10;
  private static final Duration GRACE = Duration.ofSeconds(10);

  private TableConnection() {}

  /** Connects; the caller closes the connection. Each of its transactions has one snapshot. */
  static Connection open(TableFeed feed, Optional<String> password) throws SQLException {
    Connection connection = source(feed, password).getConnection();
    try {
      connection.setAutoCommit(false);
      connection.setReadOnly(true);
      connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
      try (Statement session = connection.createStatement()) {
        // how values look as text, whatever the server's defaults are
        session.execute("SET TimeZone = 'UTC'");
        session.execute("SET DateStyle = 'ISO, YMD'");
        session.execute("SET IntervalStyle = 'iso_8601'");
        session.execute("SET bytea_output = 'hex'");
        session.execute("SET statement_timeout = " + feed.timeout().toMillis());
      }
      connection.commit();
      return connection;
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
  }

  private static PGSimpleDataSource source(TableFeed feed, Optional<String> password) {
    TableFeed.Server server = feed.server();
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setServerNames(new String[] {server.host()});
    source.setPortNumbers(new int[] {server.port()});
    source.setDatabaseName(server.database());
    source.setUser(feed.login().user());
    password.ifPresent(source::setPassword);
    source.setApplicationName("meanstream-ingestor");
    source.setConnectTimeout(CONNECT_SECONDS);
    source.setSocketTimeout(Math.toIntExact(feed.timeout().plus(GRACE).toSeconds()));
    source.setTcpKeepAlive(true);
    source.setSslMode(server.ssl());
    server.rootCertificate().ifPresent(source::setSslRootCert);
    if (server.ssl().startsWith("verify") && server.rootCertificate().isEmpty()) {
      source.setSslfactory(DefaultJavaSSLFactory.class.getName());
    }
    return source;
  }
}
