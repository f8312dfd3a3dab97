package io.meanstream.ingest.landing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.meanstream.cluster.Ports;
import io.meanstream.cluster.PostgresServer;
import io.meanstream.ingest.IngestorConfig;
import io.meanstream.ingest.TestIngestorConfig;
import io.meanstream.ingest.state.IngestionIds;
import io.meanstream.ingest.state.Owner;
import io.meanstream.ingest.state.StateFolder;
import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.postgresql.ds.PGSimpleDataSource;

/** Both places where records land, PostgreSQL a real one. */
class LandingTest {

  private static final int LIMIT = 10;
  private static final String PASSWORD = "secret";

  @TempDir static Path data;
  private static PostgresServer server;

  private final ObjectMapper json = JsonMapper.builder().findAndAddModules().build();
  private final String instance = UUID.randomUUID().toString();

  @TempDir Path folder;

  /** Where records land. */
  enum Place {
    FOLDER,
    POSTGRES
  }

  /** What happens to a commit. */
  enum Fault {
    LOST_BEFORE,
    LOST_AFTER
  }

  @BeforeAll
  static void startServer() {
    server = PostgresServer.start(data, Ports.free(), PASSWORD);
  }

  @AfterAll
  static void stopServer() {
    server.close();
  }

  @ParameterizedTest
  @EnumSource
  void ofTwoBatchesWithTheSameNameTheFirstStays(Place place) throws IOException {
    // Given
    Landing landing = landing(place, 1000);
    LandedBatch first = land(landing, "key", "first");

    // When
    LandedBatch second = land(landing, "key", "second");

    // Then
    assertThat(second).isEqualTo(first);
    assertThat(landing.all()).containsExactly(first);
    assertThat(landing.bytes()).isEqualTo(5);
    assertThat(text(landing, first)).isEqualTo("first");
  }

  @ParameterizedTest
  @EnumSource
  void aPageLandsWithItsPositionAndTheLastOneIsFound(Place place) throws IOException {
    // Given
    Landing landing = landing(place, 1000);
    PagePosition page =
        new PagePosition(
            "https://x.example",
            9,
            "https://x.example?p=9",
            Optional.of("n"),
            Optional.empty(),
            Optional.of("m"));
    TablePosition row = new TablePosition("t", 10, "1/2", List.of("7", "a\"b"));

    // When
    land(landing, "page-000000000009", "9", Optional.of(page));
    LandedBatch table = land(landing, "page-000000000010", "10", Optional.of(row));
    land(landing, "zzz", "pushed");

    // Then
    assertThat(landing.find("rides", "page-000000000009").orElseThrow().manifest().position())
        .contains(page);
    assertThat(landing.lastPage("rides")).contains(table);
    assertThat(table.manifest().position()).contains(row);
    assertThat(landing.lastPage("other")).isEmpty();
    assertThat(landing.all())
        .extracting(LandedBatch::name)
        .containsExactly("page-000000000009", "page-000000000010", "zzz");
  }

  @ParameterizedTest
  @EnumSource
  void aFullLandingAcceptsNoMoreRecordsAndKeepsThoseItHas(Place place) throws IOException {
    // Given
    Landing landing = landing(place, LIMIT);
    land(landing, "first", "12345");
    land(landing, "second", "67890");

    // When, Then
    assertThatThrownBy(() -> landing.open(".ndjson"))
        .isInstanceOf(LandingFullException.class)
        .hasMessageStartingWith("10 bytes of landed records are stored, which is the limit");
    assertThat(landing.all()).hasSize(2);
    assertThat(state("arriving")).isEmptyDirectory();

    landing.remove(landing.find("rides", "first").orElseThrow());
    assertThat(landing.bytes()).isEqualTo(5);
    assertThat(landing.find("rides", "first")).isEmpty();
    land(landing, "third", "x");
  }

  @ParameterizedTest
  @EnumSource
  void aRestartedIngestorCountsTheRecordsItHas(Place place) throws IOException {
    // Given
    land(landing(place, LIMIT), "before", "1234567890");

    // When
    Landing restarted = landing(place, LIMIT);

    // Then
    assertThat(restarted.all()).hasSize(1);
    assertThatThrownBy(() -> restarted.open(".ndjson")).isInstanceOf(LandingFullException.class);
  }

  @Test
  void aBatchInPostgresIsAnIdenticalFileWhileItIsRead() throws Exception {
    // Given
    Landing landing = landing(Place.POSTGRES, 1 << 24);
    byte[] noise = new byte[3 << 20];
    new Random(1).nextBytes(noise);
    List<byte[]> files = new ArrayList<>();
    for (String text :
        List.of("", "a", "a\n", "a\r\n\nb", "\n", "\n\n", "é\u0000\n\ud83d\udeb2\n", "\\N\t\"\n")) {
      files.add(text.getBytes(StandardCharsets.UTF_8));
    }
    files.add("é\né".getBytes(StandardCharsets.ISO_8859_1));
    files.add(
        ("x".repeat(RecordRows.MAX_BYTES) + "é".repeat(RecordRows.MAX_BYTES) + "\ny\n")
            .getBytes(StandardCharsets.UTF_8));
    files.add(noise);

    for (byte[] file : files) {
      // When
      LandedBatch batch = land(landing, UUID.randomUUID().toString(), file, Optional.empty());
      boolean wasThere = Files.exists(batch.source().file());
      landing.provide(batch.source());
      byte[] read = Files.readAllBytes(batch.source().file());
      landing.release(batch.source());

      // Then
      assertThat(wasThere).isFalse();
      assertThat(read).isEqualTo(file);
      assertThat(batch.source().file()).doesNotExist();
    }
  }

  @Test
  void aRecordIsARow() throws Exception {
    // Given
    Landing landing = landing(Place.POSTGRES, 1000);

    // When
    land(landing, "key", "{\"id\": 1.50}\n\u0000\n{\"id\": \"é\"}");

    // Then
    assertThat(
            strings(
                """
                SELECT concat_ws('|', r.source, r.payload, r.bytes, r.continues,
                  r.arrived_at = b.landed_at, r.tx < pg_snapshot_xmin(pg_current_snapshot()))
                FROM landing.record r JOIN landing.batch b ON b.id = r.batch
                WHERE b.instance = '%s' ORDER BY r.id
                """
                    .formatted(instance)))
        .containsExactly(
            "push|{\"id\": 1.50}|f|t|t", "push|\\x00|f|t|t", "push|{\"id\": \"é\"}|f|t|t");
  }

  @Test
  void recordsThatWereChangedInPostgresAreNotRead() throws Exception {
    // Given
    Landing landing = landing(Place.POSTGRES, 1000);
    LandedBatch batch = land(landing, "key", "{}\n");
    execute(
        "UPDATE landing.record SET payload = '[]' WHERE batch = (SELECT id FROM landing.batch"
            + " WHERE instance = '%s')".formatted(instance));

    // When, Then
    assertThatThrownBy(() -> landing.provide(batch.source()))
        .isInstanceOf(IOException.class)
        .hasMessage(
            "the records of batch key of rides in landing.record have changed since they landed");
    assertThat(batch.folder()).as("nothing takes space on a disk that may be full").doesNotExist();
  }

  @Test
  void batchesInFoldersMoveToPostgres() throws IOException {
    // Given
    Landing folders = landing(Place.FOLDER, 1000);
    LandedBatch pushed = land(folders, "key", "{}\n");
    LandedBatch page =
        land(folders, "page-1", "[]", Optional.of(new TablePosition("t", 1, "e", List.of("7"))));

    // When
    Landing postgres = landing(Place.POSTGRES, 1000);

    // Then
    assertThat(postgres.all()).containsExactly(pushed, page);
    assertThat(postgres.bytes()).isEqualTo(5);
    assertThat(pushed.source().file()).doesNotExist();
    assertThat(text(postgres, pushed)).isEqualTo("{}\n");
    assertThat(landing(Place.FOLDER, 1000).all()).isEmpty();
  }

  @Test
  void aBatchInAFolderIsKeptIfPostgresHasAnotherOneWithItsName() throws IOException {
    // Given pages that landed in PostgreSQL, then in folders
    LandedBatch stored = land(landing(Place.POSTGRES, 1000), "page-1", "first\n");
    LandedBatch other = land(landing(Place.FOLDER, 1000), "page-1", "other\n");

    // When
    Landing again = landing(Place.POSTGRES, 1000);
    String read = text(again, stored);
    landing(Place.POSTGRES, 1000);

    // Then
    assertThat(again.all()).containsExactly(stored);
    assertThat(again.bytes()).isEqualTo(6);
    assertThat(read).isEqualTo("first\n");
    assertThat(
            folder
                .resolve("landing/test-kept/rides")
                .resolve(other.ingestion())
                .resolve(other.manifest().file()))
        .hasContent("other\n");
  }

  @Test
  void theFolderOfABatchThatIsAlreadyInPostgresIsRemoved() throws IOException {
    // Given
    LandedBatch stored = land(landing(Place.POSTGRES, 1000), "key", "same\n");
    land(landing(Place.FOLDER, 1000), "key", "same\n");

    // When
    Landing again = landing(Place.POSTGRES, 1000);

    // Then
    assertThat(again.all()).containsExactly(stored);
    assertThat(again.bytes()).isEqualTo(5);
    assertThat(state("landing")).doesNotExist();
    assertThat(folder.resolve("landing/test-kept")).doesNotExist();
  }

  @Test
  void allUncertainBatchesAreResolvedEvenIfTheDatabaseFailsMeanwhile() throws Exception {
    // Given
    landing(Place.POSTGRES, 1000);
    Faults faults = new Faults(Fault.LOST_AFTER, 2);
    Landing landing = landing(failing(faults), 1000);
    for (String name : List.of("one", "two")) {
      assertThatThrownBy(() -> land(landing, name, "{}\n"))
          .isInstanceOf(LandingUnavailableException.class);
    }

    // When the second answer is lost: an answer takes two connections
    faults.connections.set(3);
    List<LandedBatch> late = new ArrayList<>(landing.late());
    int before = late.size();
    faults.connections.set(Integer.MAX_VALUE);
    late.addAll(landing.late());

    // Then
    assertThat(before).isEqualTo(1);
    assertThat(late).extracting(LandedBatch::name).containsExactlyInAnyOrder("one", "two");
    assertThat(landing.bytes()).isEqualTo(6);
    assertThat(landing.late()).isEmpty();
  }

  @Test
  void noOutcomeIsQueriedForABatchThatWasNeverSent() throws Exception {
    // Given
    Faults faults = new Faults(Fault.LOST_BEFORE, 0);
    Landing landing = landing(failing(faults), 1000);
    faults.connections.set(0);
    assertThatThrownBy(() -> land(landing, "key", "{}\n"))
        .isInstanceOf(LandingUnavailableException.class);

    // When
    faults.connections.set(7);
    List<LandedBatch> late = landing.late();

    // Then
    assertThat(late).isEmpty();
    assertThat(faults.connections).hasValue(7);
  }

  @Test
  void aBatchThatIsLandedAgainCountsOnce() throws Exception {
    // Given
    Landing landing = landing(failing(new Faults(Fault.LOST_BEFORE, 1)), 1000);

    try (Arrival arrival = landing.open(".ndjson")) {
      arrival.out().write("{}\n".getBytes(StandardCharsets.UTF_8));
      assertThatThrownBy(() -> landing.land(arrival, "rides", "key", Optional.empty()))
          .isInstanceOf(LandingUnavailableException.class);

      // When
      landing.land(arrival, "rides", "key", Optional.empty());
    }

    // Then
    assertThat(landing.late()).isEmpty();
    assertThat(landing.bytes()).isEqualTo(3);
  }

  @ParameterizedTest
  @EnumSource
  void theOutcomeOfAnUncertainCommitIsDetermined(Fault fault) throws Exception {
    // Given
    landing(Place.POSTGRES, 1000);
    Landing landing = landing(failing(new Faults(fault, 1)), 1000);

    // When
    assertThatThrownBy(() -> land(landing, "key", "{}\n"))
        .isInstanceOf(LandingUnavailableException.class);
    List<LandedBatch> late = landing.late();

    // Then
    assertThat(late)
        .extracting(LandedBatch::name)
        .isEqualTo(fault == Fault.LOST_AFTER ? List.of("key") : List.of());
    assertThat(landing.all()).isEqualTo(late);
    assertThat(landing.bytes()).isEqualTo(fault == Fault.LOST_AFTER ? 3 : 0);
    assertThat(landing.late()).isEmpty();
    assertThat(land(landing, "key", "{}\n").name()).isEqualTo("key");
    assertThat(landing.all()).hasSize(1);
  }

  private Landing landing(Place place, int limit) throws IOException {
    if (place == Place.POSTGRES) {
      return landing(database(), limit);
    }
    Landing landing = new FolderLanding(state("landing"), arrivals(limit), json, Clock.systemUTC());
    landing.prepare();
    return landing;
  }

  private Landing landing(DataSource database, int limit) throws IOException {
    Flyway migrations =
        Flyway.configure().dataSource(database()).schemas("landing").locations("db/landing").load();
    Landing landing =
        new PostgresLanding(
            database,
            migrations,
            instance,
            state("landing"),
            arrivals(limit),
            json,
            Clock.systemUTC());
    landing.prepare();
    return landing;
  }

  private Path state(String kind) {
    return folder.resolve(kind).resolve("test");
  }

  private Arrivals arrivals(int limit) {
    IngestorConfig config =
        TestIngestorConfig.of(
            Map.of(
                "meanstream.ingestor.state", folder.toString(),
                "meanstream.ingestor.landing-bytes", Integer.toString(limit)));
    return new Arrivals(
        new StateFolder(config, Owner.start("test")), config, new IngestionIds(Clock.systemUTC()));
  }

  private static DataSource database() {
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setUrl("jdbc:" + server.url());
    source.setUser(PostgresServer.USER);
    source.setPassword(PASSWORD);
    return source;
  }

  /** The commits that fail yet, and the connections that can be made until they fail. */
  private static final class Faults {

    private final Fault fault;
    private final AtomicInteger commits;
    private final AtomicInteger connections = new AtomicInteger(Integer.MAX_VALUE);

    Faults(Fault fault, int commits) {
      this.fault = fault;
      this.commits = new AtomicInteger(commits);
    }
  }

  /** A database with faults. */
  private static DataSource failing(Faults faults) {
    return (DataSource)
        proxy(
            DataSource.class,
            (method, arguments) -> {
              if (!method.getName().equals("getConnection")) {
                return method.invoke(database(), arguments);
              }
              if (faults.connections.getAndDecrement() <= 0) {
                throw new SQLException("the database is down", "08001");
              }
              return failing(database().getConnection(), faults);
            });
  }

  private static Object failing(Connection connection, Faults faults) {
    return proxy(
        Connection.class,
        (method, arguments) -> {
          boolean fails = method.getName().equals("commit") && faults.commits.getAndDecrement() > 0;
          if (fails && faults.fault == Fault.LOST_AFTER) {
            connection.commit();
          }
          if (fails) {
            throw new SQLException("the connection broke", "08006");
          }
          return method.invoke(connection, arguments);
        });
  }

  /** A call of a proxy. */
  private interface Call {

    Object of(Method method, Object[] arguments) throws Exception;
  }

  private static Object proxy(Class<?> type, Call call) {
    return Proxy.newProxyInstance(
        type.getClassLoader(),
        new Class<?>[] {type},
        (proxy, method, arguments) -> call.of(method, arguments));
  }

  private static String text(Landing landing, LandedBatch batch) throws IOException {
    landing.provide(batch.source());
    String text = Files.readString(batch.source().file());
    landing.release(batch.source());
    return text;
  }

  private static void execute(String sql) throws SQLException {
    try (Connection connection = database().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static List<String> strings(String sql) throws SQLException {
    List<String> found = new ArrayList<>();
    try (Connection connection = database().getConnection();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      while (row.next()) {
        found.add(row.getString(1));
      }
    }
    return found;
  }

  private static LandedBatch land(Landing landing, String name, String records) throws IOException {
    return land(landing, name, records, Optional.empty());
  }

  private static LandedBatch land(
      Landing landing, String name, String records, Optional<FeedPosition> position)
      throws IOException {
    return land(landing, name, records.getBytes(StandardCharsets.UTF_8), position);
  }

  private static LandedBatch land(
      Landing landing, String name, byte[] records, Optional<FeedPosition> position)
      throws IOException {
    try (Arrival arrival = landing.open(".ndjson")) {
      arrival.out().write(records);
      return landing.land(arrival, "rides", name, position);
    }
  }
}
