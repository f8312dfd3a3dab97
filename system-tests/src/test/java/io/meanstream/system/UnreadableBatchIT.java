package io.meanstream.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.meanstream.system.trips.Ingestion;
import io.meanstream.system.trips.Trip;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * A batch that the persister cannot decompress waits for a persister that can; other partitions
 * continue.
 */
class UnreadableBatchIT {

  private static final Duration SOON = Duration.ofMinutes(2);

  /** Removes the library from the JVM; native executables do not have it. */
  private static final Map<String, String> NO_ZSTD =
      Map.of("JAVA_TOOL_OPTIONS", "-DZstdNativePath=/none/libzstd.so");

  @RegisterExtension static final Backend BACKEND = new Backend();
  @RegisterExtension final PackagedServices services = new PackagedServices();
  @TempDir Path definitions;

  @Test
  @Tag("thorough")
  void aBatchWithoutItsCodecBlocksOnlyItsPartition() throws Exception {
    // Given
    create("codec", "zstd");
    try (TripPipeline pipeline = new TripPipeline(BACKEND, services, definitions, "codec", 1)) {
      PackagedService persister = pipeline.persister(NO_ZSTD).start();
      Ingestion ingestion = pipeline.topic().ingestion();

      // When
      ingestion.end(List.of(Trip.on(LocalDate.of(2021, 3, 1), "a", 1)));

      // Then
      await()
          .atMost(SOON)
          .untilAsserted(
              () ->
                  assertThat(persister.health())
                      .hasValueSatisfying(
                          health ->
                              assertThat(health.toString())
                                  .contains(
                                      "cannot read the batch at offset 0 of codec-0: it is"
                                          + " compressed with zstd")));
      await()
          .atMost(SOON)
          .untilAsserted(() -> assertThat(state(pipeline, ingestion)).isEqualTo("done"));
      assertThat(pipeline.database().getCollection("rows_codec").countDocuments()).isZero();

      // and follows the message's advice
      persister.kill();
      pipeline.persisterFromJar().start();
      pipeline.awaitSettled(ingestion);
      pipeline.assertStored();
    }
  }

  private static String state(TripPipeline pipeline, Ingestion ingestion) {
    return pipeline.stats().json("/api/v1/ingestions/" + ingestion.id()).get("state").asText();
  }

  /** Creates a topic whose batches the broker recompresses; a later change may come too late. */
  private static void create(String topic, String codec) throws Exception {
    NewTopic recompressing =
        new NewTopic(topic, 1, (short) 1)
            .configs(Map.of(TopicConfig.COMPRESSION_TYPE_CONFIG, codec));
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", BACKEND.bootstrapServers()))) {
      admin.createTopics(List.of(recompressing)).all().get(SOON.toSeconds(), TimeUnit.SECONDS);
    }
  }
}
