package io.meanstream.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A service that cannot log in to the store reports it without the password. */
@Tag("thorough")
class PasswordsIT {

  private static final String PASSWORD = "unspoken-password";

  @RegisterExtension static final Backend BACKEND = new Backend();
  @RegisterExtension final PackagedServices services = new PackagedServices();
  @TempDir Path definitions;

  @ParameterizedTest
  @ValueSource(strings = {"persister", "scheduler", "stats-api"})
  void theDebugLogContainsNoPassword(String module) throws IOException {
    // Given
    Files.copy(Meanstream.ROOT.resolve("datasets/rides.yaml"), definitions.resolve("rides.yaml"));
    String uri = BACKEND.storeUri().replace("://", "://user:" + PASSWORD + "@");

    // When
    PackagedService service =
        services
            .add(
                module,
                "192m",
                Map.of(
                    "KAFKA_BOOTSTRAP_SERVERS",
                    BACKEND.bootstrapServers(),
                    "QUARKUS_MONGODB_CONNECTION_STRING",
                    uri,
                    "MEANSTREAM_DATASETS",
                    definitions.toString(),
                    "QUARKUS_LOG_LEVEL",
                    "DEBUG"))
            .start();

    // Then
    await()
        .atMost(Duration.ofMinutes(2))
        .untilAsserted(() -> assertThat(service.health()).isPresent());
    assertThat(service.isReady()).isFalse();
    assertThat(Files.readString(service.log())).contains("DEBUG").doesNotContain(PASSWORD);
  }
}
