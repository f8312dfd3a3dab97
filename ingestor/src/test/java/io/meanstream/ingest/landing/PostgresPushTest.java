package io.meanstream.ingest.landing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.meanstream.cluster.PostgresServer;
import io.meanstream.ingest.NoBlockedThreads;
import io.meanstream.ingest.http.PushScenarios;
import io.meanstream.ingest.kafka.KafkaResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Pushed records that land in PostgreSQL. */
@QuarkusTest
@QuarkusTestResource(KafkaResource.class)
@QuarkusTestResource(value = PostgresResource.class, restrictToAnnotatedClass = true)
@ExtendWith(NoBlockedThreads.class)
class PostgresPushTest extends PushScenarios {

  @Test
  void nothingLandsWhilePostgresIsDownAndTheSameRequestLandsLater() throws Exception {
    // Given
    String record = ride("while-down");
    ProcessHandle server = postmaster();
    List<ProcessHandle> backends = server.descendants().toList();
    server.destroyForcibly();
    server.onExit().join();
    // the next server refuses to start while they use the shared memory
    backends.forEach(backend -> backend.onExit().join());

    // When
    Response refused = push(keyed("down-1"), NDJSON, record);
    try (PostgresServer again = PostgresServer.start(folder(), port(), PostgresResource.PASSWORD)) {
      Response accepted =
          await()
              .atMost(Duration.ofSeconds(60))
              .until(() -> push(keyed("down-1"), NDJSON, record), it -> it.statusCode() == 202);

      // Then
      assertThat(refused.statusCode()).isEqualTo(503);
      assertThat(refused.jsonPath().getString("detail"))
          .isEqualTo("the database where records land cannot be used");
      assertThat(keysOf(ended(accepted))).containsExactly("while-down");
      assertThat(records("while-down")).isEqualTo(1);
      assertThat(again.child().pid()).isPositive();
    }
  }

  private static Path folder() {
    return Path.of(setting("test.postgres.folder"));
  }

  private static int port() {
    return Integer.parseInt(setting("test.postgres.port"));
  }

  /** Injection would be checked when tests without PostgreSQL start. */
  private static String setting(String name) {
    return ConfigProvider.getConfig().getValue(name, String.class);
  }

  private static ProcessHandle postmaster() throws Exception {
    String pid = Files.readAllLines(folder().resolve("postgres-data/postmaster.pid")).get(0);
    return ProcessHandle.of(Long.parseLong(pid)).orElseThrow();
  }

  private static int records(String id) throws Exception {
    try (Connection connection =
            DriverManager.getConnection(
                setting("meanstream.ingestor.landing-url"),
                PostgresServer.USER,
                PostgresResource.PASSWORD);
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "SELECT count(*) FROM landing.record WHERE payload LIKE '%%\"%s\"%%'"
                    .formatted(id))) {
      row.next();
      return row.getInt(1);
    }
  }
}
