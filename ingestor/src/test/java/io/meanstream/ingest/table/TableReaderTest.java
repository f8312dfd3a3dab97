package io.meanstream.ingest.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.meanstream.cluster.Ports;
import io.meanstream.cluster.PostgresServer;
import io.meanstream.ingest.landing.TablePosition;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tables of a real PostgreSQL. */
class TableReaderTest {

  private static final String PASSWORD = "secret of the tests";

  @TempDir static Path data;
  private static PostgresServer server;

  @TempDir Path folder;

  private TestTable table;

  @BeforeAll
  static void startServer() throws Exception {
    int port = Ports.free();
    try (PostgresServer first = PostgresServer.start(data, port, PASSWORD);
        Connection connection =
            DriverManager.getConnection("jdbc:" + first.url(), PostgresServer.USER, PASSWORD);
        Statement statement = connection.createStatement()) {
      // these take effect at the next start; transactions of autovacuum would delay rows
      statement.execute("ALTER SYSTEM SET max_prepared_transactions = 5");
      statement.execute("ALTER SYSTEM SET autovacuum = off");
    }
    server = PostgresServer.start(data, port, PASSWORD);
  }

  @AfterAll
  static void stopServer() {
    server.close();
  }

  @BeforeEach
  void aTable() throws Exception {
    table = define("levels", "page_rows: 3");
    table.execute(
        "DROP TABLE IF EXISTS levels CASCADE",
        "CREATE TABLE levels (id bigint PRIMARY KEY, at timestamptz, level numeric)");
    table.prepare();
  }

  private TestTable define(String name, String postgres) throws Exception {
    return new TestTable(server, PASSWORD, folder, name, postgres);
  }

  @Test
  void transactionsThatEndInAnotherOrderThanTheyBeganAreReadOnce() throws Exception {
    // Given
    table.execute("INSERT INTO levels VALUES (1, null, 10)");
    assertThat(table.read()).containsExactly(row(1, "10"));
    try (Connection slow = table.writing();
        Connection rolledBack = table.writing()) {
      execute(slow, "INSERT INTO levels VALUES (2, null, 20)");
      execute(rolledBack, "INSERT INTO levels VALUES (3, null, 30)");
      table.execute("INSERT INTO levels VALUES (4, null, 40)");
      rolledBack.rollback();

      // When
      List<String> whileItIsOpen = table.read();
      slow.commit();

      // Then
      assertThat(whileItIsOpen).isEmpty();
    }
    assertThat(table.read()).containsExactly(row(2, "20"), row(4, "40"));
    assertThat(table.read()).isEmpty();
  }

  @Test
  void anUpdatedRowIsReadAgainAndTheLastCommitIsTheLastOneRead() throws Exception {
    // Given
    table.execute("INSERT INTO levels VALUES (1, null, 10), (2, null, 20)");
    table.read();
    try (Connection older = table.writing()) {
      table.execute("UPDATE levels SET level = 11 WHERE id = 1");
      List<String> whileItIsOpen = table.read();
      execute(older, "UPDATE levels SET level = 12 WHERE id = 1");

      // When
      older.commit();

      // Then
      assertThat(whileItIsOpen).isEmpty();
    }
    assertThat(table.read()).containsExactly(row(1, "12"));
    table.execute("UPDATE levels SET level = 13 WHERE id = 1");
    assertThat(table.read()).containsExactly(row(1, "13"));
  }

  @Test
  void aViewWithANullInItsOrderIsRead() throws Exception {
    // Given
    table.execute("INSERT INTO levels VALUES (1, null, 10), (2, null, 20)");
    table.execute(
        "DROP VIEW IF EXISTS seen",
        "CREATE VIEW seen AS"
            + " SELECT id, at, level, CASE WHEN id > 1 THEN tx END AS tx FROM levels");

    // When, then
    assertThat(define("seen", "page_rows: 3").read()).containsExactly(row(2, "20"));
  }

  @Test
  void onlyTransactionsThatWriteOrArePreparedDelay() throws Exception {
    // Given
    table.execute("INSERT INTO levels VALUES (1, null, 10)");
    try (Connection reading = table.connect()) {
      reading.setAutoCommit(false);
      reading.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
      execute(reading, "SELECT * FROM levels");
      table.execute("INSERT INTO levels VALUES (2, null, 20)");

      // When, then
      assertThat(table.read()).containsExactly(row(1, "10"), row(2, "20"));
      assertThat(oldestTransaction()).isEmpty();
    }
    Instant before = Instant.parse(table.text("SELECT to_json(now())#>>'{}'").replace(" ", "T"));
    table.execute(
        "BEGIN", "INSERT INTO levels VALUES (3, null, 30)", "PREPARE TRANSACTION 'forgotten'");
    table.execute("INSERT INTO levels VALUES (4, null, 40)");
    assertThat(table.read()).isEmpty();
    assertThat(oldestTransaction()).hasValueSatisfying(it -> assertThat(it).isAfter(before));
    table.execute("COMMIT PREPARED 'forgotten'");
    assertThat(table.read()).containsExactly(row(3, "30"), row(4, "40"));
    try (Connection writing = table.writing()) {
      assertThat(oldestTransaction()).hasValueSatisfying(it -> assertThat(it).isAfter(before));
      writing.rollback();
    }
  }

  private Optional<Instant> oldestTransaction() throws Exception {
    try (TableReader reader = table.open()) {
      return reader.oldestTransaction();
    }
  }

  @Test
  void pagesEndAfterAnyRowOfATransaction() throws Exception {
    table.execute("INSERT INTO levels SELECT n, null, n FROM generate_series(1, 7) AS n");

    assertThat(table.read())
        .containsExactly(
            row(1, "1"),
            row(2, "2"),
            row(3, "3"),
            "",
            row(4, "4"),
            row(5, "5"),
            row(6, "6"),
            "",
            row(7, "7"));
  }

  @Test
  void aPageEndsEarlyOnceItIsLargeEnough() throws Exception {
    table.execute("INSERT INTO levels SELECT n, null, n FROM generate_series(1, 3) AS n");
    TestTable small = define("levels", "page_bytes: 50");

    assertThat(small.read()).containsExactly(row(1, "1"), row(2, "2"), "", row(3, "3"));
  }

  @Test
  void rowsFromAnotherServerAreReportedAndThenReadOnceRepaired() throws Exception {
    // Given
    table.execute("INSERT INTO levels VALUES (1, null, 10)");
    table.read();
    table.execute(
        "ALTER TABLE levels DISABLE TRIGGER USER",
        "INSERT INTO levels VALUES (2, null, 20, '123456789012')",
        "ALTER TABLE levels ENABLE TRIGGER USER");

    // When
    Throwable hidden = catchThrowable(table::read);

    // Then
    assertThat(hidden)
        .isInstanceOf(TableException.class)
        .hasMessageStartingWith("\"public\".\"levels\" has rows of transaction 123456789012, but");
    Matcher advice = Pattern.compile("Run (UPDATE .*); they").matcher(hidden.getMessage());
    assertThat(advice.find()).isTrue();
    table.execute(advice.group(1));
    assertThat(table.read()).containsExactly(row(2, "20"));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "another server or timeline, 7000000000000000000/1, 3",
    "the same server with lower ids, , 9000000000000"
  })
  void aRestoredServerIsReadFromTheStart(String reason, String epoch, String tx) throws Exception {
    // Given
    table.execute("INSERT INTO levels VALUES (1, null, 10)");
    table.read();
    TablePosition read = table.position();

    // When
    table.moveTo(new TablePosition("t", 1, epoch == null ? read.epoch() : epoch, List.of(tx, "1")));

    // Then
    assertThat(table.read()).as(reason).containsExactly(row(1, "10"));
    assertThat(table.position()).isEqualTo(read);
  }

  @Test
  void namesAreQuotedAndOnlyNeededColumnsAreRead() throws Exception {
    // Given
    TestTable odd =
        define("Odd \"; DROP TABLE levels; --", "id: [Id, 'select']\ntx: 'when \"?\" wrote'");
    String name = "\"Odd \"\"; DROP TABLE levels; --\"";
    odd.execute(
        "DROP TABLE IF EXISTS " + name,
        "CREATE TABLE "
            + name
            + " (\"Id\" uuid, \"select\" text, \"AT\" timestamp, \"Pegel\" float8, secret text,"
            + " document json, PRIMARY KEY (\"Id\", \"select\"))");
    odd.prepare();
    odd.prepare();
    String id = "a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11";
    odd.execute(
        "INSERT INTO %s VALUES ('%s', 'ü''\"\\', '2024-05-01 10:00', 0.1, 'hidden', E'{\"inner\":\\n 1}')"
            .formatted(name, id));

    // When
    List<String> rows = odd.read();

    // Then
    assertThat(rows)
        .containsExactly(
            "{\"Id\":\"%s\",\"AT\":\"2024-05-01T10:00:00\",\"Pegel\":0.1,\"document\":{\"inner\":  1}}"
                .formatted(id));
    assertThat(odd.position().after()).endsWith(id, "ü'\"\\");
    assertThat(odd.read()).isEmpty();
    odd.execute("UPDATE %s SET \"Pegel\" = 2".formatted(name));
    assertThat(odd.read()).hasSize(1);
  }

  @Test
  void valuesKeepTheirDigitsAndInstants() throws Exception {
    table.execute(
        "SET TimeZone = 'Asia/Kolkata'",
        "INSERT INTO levels VALUES (9007199254740993, '2024-05-01 10:00:00.123456', 1.2300)",
        "INSERT INTO levels VALUES (2, null, 12345678901234567890.123456789)");

    assertThat(table.read())
        .containsExactly(
            "{\"id\":9007199254740993,\"at\":\"2024-05-01T04:30:00.123456+00:00\",\"level\":1.2300}",
            row(2, "12345678901234567890.123456789"));
  }

  @ParameterizedTest(name = "{1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          SELECT 1                                    | table: x    | table "public"."nowhere" does not exist, or meanstream may not read it
          CREATE TABLE nowhere (id int PRIMARY KEY)   | tx: tx      | "public"."nowhere"."tx" does not exist (found: id); `./meanstream datasets ddl` prints how to add it
          CREATE TABLE nowhere (id int PRIMARY KEY, tx bigint NOT NULL) | tx: tx | "public"."nowhere"."tx" is of type bigint; it must be xid8, see `./meanstream datasets ddl`
          CREATE TABLE nowhere (id int PRIMARY KEY, tx xid8)     | tx: tx   | "public"."nowhere"."tx" is nullable, and rows where it is null would be missed: make it NOT NULL
          CREATE TABLE nowhere (id int NOT NULL, tx xid8 NOT NULL)     | tx: tx | "public"."nowhere": id [id] needs a primary key or a unique index
          CREATE TABLE nowhere (id int, n int NOT NULL, PRIMARY KEY (id, n), tx xid8 NOT NULL) | tx: tx | "public"."nowhere": id [id] needs a primary key or a unique index
          """)
  void whatCouldHideRowsIsRefused(String ddl, String postgres, String message) throws Exception {
    TestTable wrong = define("nowhere", postgres.replace("table: x", ""));
    wrong.execute("DROP TABLE IF EXISTS nowhere", ddl);

    assertThatThrownBy(wrong::open).isInstanceOf(TableException.class).hasMessage(message);
  }

  @Test
  void aServerWithoutTlsIsRefusedUnlessTheDefinitionAllowsIt() throws Exception {
    TestTable encrypted = define("levels", "sslmode: require");

    assertThatThrownBy(encrypted::open)
        .isInstanceOf(SQLException.class)
        .hasMessage("The server does not support SSL.");
  }

  @Test
  void anAscendingColumnIsReadUpToTheValueThatWasSeen() throws Exception {
    // Given
    TestTable plain = define("plain", "ascending: changed\nsettle: PT0S");
    plain.execute(
        "DROP TABLE IF EXISTS plain",
        "CREATE TABLE plain (id int PRIMARY KEY, changed timestamptz NOT NULL)",
        "INSERT INTO plain VALUES (1, '2024-05-01'), (2, '2024-05-01'), (3, '2024-05-02')");
    assertThat(plain.read()).hasSize(3);

    // When
    plain.execute(
        "UPDATE plain SET changed = '2024-05-03' WHERE id = 1",
        "INSERT INTO plain VALUES (4, '2024-05-01')");

    // Then
    assertThat(plain.read())
        .as("row 4 came too late")
        .containsExactly("{\"id\":1,\"changed\":\"2024-05-03T00:00:00+00:00\"}");
    plain.execute("DELETE FROM plain WHERE id = 1");
    assertThatThrownBy(plain::read)
        .isInstanceOf(TableException.class)
        .hasMessage(
            "\"public\".\"plain\" was read up to changed 2024-05-03 00:00:00+00, but its highest"
                + " value is now 2024-05-02 00:00:00+00: new rows could be missed. To read the whole table"
                + " again, set source.postgres.epoch to a new text");
    plain.execute("DELETE FROM plain");
    assertThat(plain.read()).isEmpty();
  }

  private static String row(long id, String level) {
    return "{\"id\":%d,\"at\":null,\"level\":%s}".formatted(id, level);
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
