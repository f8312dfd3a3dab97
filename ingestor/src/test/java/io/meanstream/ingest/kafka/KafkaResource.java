package io.meanstream.ingest.kafka;

import static java.util.Map.entry;

import io.meanstream.cluster.KafkaBroker;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A Kafka broker, a token and copies of the shipped definitions for tests of the whole service. */
public final class KafkaResource implements QuarkusTestResourceLifecycleManager {

  /** The content of the token file. */
  public static final String TOKEN = "token-of-the-tests";

  private KafkaBroker broker;

  @Override
  public Map<String, String> start() {
    try {
      Path folder = Files.createTempDirectory(Path.of("target"), "kafka-").toAbsolutePath();
      Path token = Files.writeString(folder.resolve("token"), TOKEN + "\n");
      Path root = Files.createDirectory(folder.resolve("root"));
      Path datasets = Files.createDirectory(folder.resolve("datasets"));
      Path inbox = Files.createDirectory(folder.resolve("inbox"));
      for (String shipped : List.of("rides.yaml", "citibike-jc.yaml")) {
        Files.copy(Path.of("../datasets", shipped), datasets.resolve(shipped));
      }
      broker = KafkaBroker.start(folder);
      return Map.ofEntries(
          entry("kafka.bootstrap.servers", broker.bootstrapServers()),
          entry("meanstream.datasets", datasets.toString()),
          entry("meanstream.token-file", token.toString()),
          entry("meanstream.roots", root.toString()),
          entry("meanstream.ingestor.state", folder.resolve("state").toString()),
          entry("meanstream.ingestor.push-bytes", "1M"),
          entry("meanstream.ingestor.upload-bytes", "2000000"),
          entry("meanstream.ingestor.unpack-bytes", "4M"),
          entry("meanstream.ingestor.inbox", inbox.toString()),
          entry("meanstream.ingestor.inbox-quiet", "300ms"),
          entry("meanstream.hosts", "ingestor.example"));
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
