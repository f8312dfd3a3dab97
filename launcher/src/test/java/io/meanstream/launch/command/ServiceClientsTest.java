package io.meanstream.launch.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meanstream.cluster.pipeline.Service;
import io.meanstream.launch.Mistake;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServiceClientsTest {

  @TempDir Path folder;

  private final Map<String, String> environment = new HashMap<>();

  @BeforeEach
  void aTokenIsThere() throws IOException {
    Path token = Files.writeString(folder.resolve("token"), "secret");
    environment.put("MEANSTREAM_TOKEN_FILE", token.toString());
  }

  @Test
  void theEnvironmentNamesNoService() {
    assertThat(ServiceClients.named(environment)).isEmpty();
  }

  @Test
  void anEmptyVariableNamesNoService() {
    environment.put("MEANSTREAM_INGESTOR_URL", "");

    assertThat(ServiceClients.named(environment)).isEmpty();
  }

  @Test
  void theEnvironmentNamesServices() {
    environment.put("MEANSTREAM_INGESTOR_URL", "http://ingestor:8082");
    environment.put("MEANSTREAM_STATS_API_URL", "https://stats.example.org/");

    ServiceClients services = ServiceClients.named(environment).orElseThrow();

    assertThat(services.urls())
        .isEqualTo(
            Map.of(
                Service.INGESTOR, URI.create("http://ingestor:8082"),
                Service.STATS_API, URI.create("https://stats.example.org")));
  }

  @Test
  void aMissingServiceIsAMistakeOnlyIfNeeded() {
    environment.put("MEANSTREAM_STATS_API_URL", "http://localhost:8080");
    ServiceClients services = ServiceClients.named(environment).orElseThrow();

    assertThatThrownBy(services::scheduler)
        .isInstanceOf(Mistake.class)
        .hasMessage("MEANSTREAM_SCHEDULER_URL must be set together with MEANSTREAM_STATS_API_URL");
  }

  @Test
  void anInvalidAddressIsAMistake() {
    environment.put("MEANSTREAM_INGESTOR_URL", "ingestor:8082");

    assertThatThrownBy(() -> ServiceClients.named(environment))
        .isInstanceOf(Mistake.class)
        .hasMessage(
            "MEANSTREAM_INGESTOR_URL: ingestor:8082 is not an address such as"
                + " http://localhost:8080");
  }

  @Test
  void aMissingTokenFileIsAMistake() {
    environment.put("MEANSTREAM_INGESTOR_URL", "http://ingestor:8082");
    Path missing = folder.resolve("missing");
    environment.put("MEANSTREAM_TOKEN_FILE", missing.toString());

    assertThatThrownBy(() -> ServiceClients.named(environment))
        .isInstanceOf(Mistake.class)
        .hasMessage("MEANSTREAM_TOKEN_FILE: cannot read " + missing);
    // and is not created, as the running stack's would be
    assertThat(missing).doesNotExist();
  }

  @Test
  void noTokenFileIsAMistake() {
    environment.put("MEANSTREAM_INGESTOR_URL", "http://ingestor:8082");
    environment.remove("MEANSTREAM_TOKEN_FILE");

    assertThatThrownBy(() -> ServiceClients.named(environment))
        .isInstanceOf(Mistake.class)
        .hasMessage("MEANSTREAM_TOKEN_FILE must be set together with MEANSTREAM_INGESTOR_URL");
  }
}
