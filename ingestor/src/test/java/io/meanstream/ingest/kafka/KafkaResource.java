package io.meanstream.ingest.kafka;

import io.meanstream.cluster.KafkaBroker;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** A Kafka broker, a token and the shipped definitions for tests of the whole service. */
public final class KafkaResource implements QuarkusTestResourceLifecycleManager {

  /** What the token file holds. */
  public static final String TOKEN = "token-of-the-tests";

  private KafkaBroker broker;

  @Override
  public Map<String, String> start() {
    try {
      Path folder = Files.createTempDirectory(Path.of("target"), "kafka-").toAbsolutePath();
      Path token = Files.writeString(folder.resolve("token"), TOKEN + "\n");
      Path root = Files.createDirectory(folder.resolve("root"));
      broker = KafkaBroker.start(folder);
      return Map.of(
          "kafka.bootstrap.servers", broker.bootstrapServers(),
          "meanstream.token-file", token.toString(),
          "meanstream.roots", root.toString(),
          "meanstream.hosts", "ingestor.example");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void stop() {
    if (broker != null) {
      broker.close();
    }
  }
}
