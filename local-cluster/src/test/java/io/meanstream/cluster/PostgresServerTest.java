package io.meanstream.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostgresServerTest {

  @TempDir Path folder;

  @Test
  void committedRowsOutliveACleanStopAndAKill() throws Exception {
    int port = Ports.free();
    try (PostgresServer server = PostgresServer.start(folder, port, "s3cret")) {
      execute(server, "CREATE TABLE t (id int)");
      execute(server, "INSERT INTO t VALUES (1)");
      // a client that stays connected does not delay the stop
      connect(server, "s3cret");
    }
    PostgresServer killed = PostgresServer.start(folder, port, "ignored: the data has one");
    execute(killed, "INSERT INTO t VALUES (2)");
    killed.child().kill();

    try (PostgresServer again = PostgresServer.start(folder, port, "ignored")) {
      assertThat(number(again, "SELECT sum(id) FROM t")).isEqualTo(3);
      assertThat(again.child().exit()).isEmpty();
    }
  }

  @Test
  void theProgramsFromMavenRunWithoutAnInstallation() throws Exception {
    Path programs = PostgresBinaries.find(Map.of("PATH", "/no/such"), folder);

    assertThat(programs.resolve("postgres")).isExecutable();
    assertThat(PostgresBinaries.find(Map.of("PATH", ""), folder)).isEqualTo(programs);
    assertThat(PostgresBinaries.find(Map.of("MEANSTREAM_POSTGRES", programs.toString()), folder))
        .isEqualTo(programs);
    Process version =
        new ProcessBuilder(programs.resolve("postgres").toString(), "--version").start();
    assertThat(new String(version.getInputStream().readAllBytes())).contains("PostgreSQL) 18");
  }

  @Test
  void refusesAFolderWithoutPrograms() {
    assertThatThrownBy(
            () -> PostgresBinaries.find(Map.of("MEANSTREAM_POSTGRES", "/no/such"), folder))
        .isInstanceOf(StartException.class)
        .hasMessage("MEANSTREAM_POSTGRES: /no/such does not contain initdb and postgres");
  }

  @Test
  void nobodyConnectsWithoutThePassword() {
    try (PostgresServer server = PostgresServer.start(folder, Ports.free(), "s3cret")) {
      assertThatThrownBy(() -> connect(server, "guess")).isInstanceOf(SQLException.class);
    }
  }

  private static void execute(PostgresServer server, String sql) throws SQLException {
    try (Connection connection = connect(server, "s3cret");
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static long number(PostgresServer server, String sql) throws SQLException {
    try (Connection connection = connect(server, "s3cret");
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getLong(1);
    }
  }

  private static Connection connect(PostgresServer server, String password) throws SQLException {
    return DriverManager.getConnection("jdbc:" + server.url(), PostgresServer.USER, password);
  }
}
