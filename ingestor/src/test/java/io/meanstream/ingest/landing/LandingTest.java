package io.meanstream.ingest.landing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.meanstream.ingest.IngestorConfig;
import io.meanstream.ingest.state.IngestionIds;
import io.meanstream.ingest.state.Owner;
import io.meanstream.ingest.state.StateFolder;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LandingTest {

  private static final int LIMIT = 10;

  private final ObjectMapper json = JsonMapper.builder().findAndAddModules().build();

  @TempDir Path folder;

  @Test
  void aFullFolderAcceptsNoMoreRecordsAndKeepsThoseItHas() throws IOException {
    // Given
    Landing landing = landing();
    land(landing, "first", "12345");
    land(landing, "second", "67890");

    // When, Then
    assertThatThrownBy(() -> landing.open(".ndjson"))
        .isInstanceOf(LandingFullException.class)
        .hasMessageStartingWith("10 bytes of landed records are stored, which is the limit");
    assertThat(landing.all()).hasSize(2);
    assertThat(folder.resolve("arriving/test")).isEmptyDirectory();
  }

  @Test
  void aRestartedIngestorCountsTheRecordsItHas() throws IOException {
    // Given
    land(landing(), "before", "1234567890");

    // When
    Landing restarted = landing();

    // Then
    assertThat(restarted.all()).hasSize(1);
    assertThatThrownBy(() -> restarted.open(".ndjson")).isInstanceOf(LandingFullException.class);
  }

  private Landing landing() {
    IngestorConfig config =
        new SmallRyeConfigBuilder()
            .addDiscoveredConverters()
            .withMapping(IngestorConfig.class)
            .withSources(
                new PropertiesConfigSource(
                    Map.of(
                        "meanstream.ingestor.state", folder.toString(),
                        "meanstream.ingestor.landing-bytes", Integer.toString(LIMIT)),
                    "test",
                    1_000))
            .build()
            .getConfigMapping(IngestorConfig.class);
    return new Landing(
        new StateFolder(config, Owner.start("test")),
        config,
        json,
        new IngestionIds(Clock.systemUTC()),
        Clock.systemUTC());
  }

  private static void land(Landing landing, String name, String records) throws IOException {
    try (Arrival arrival = landing.open(".ndjson")) {
      arrival.out().write(records.getBytes(StandardCharsets.UTF_8));
      landing.land(arrival, "rides", name, Optional.empty());
    }
  }
}
