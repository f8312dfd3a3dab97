package io.meanstream.system;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Reads a topic as a consumer of committed records does. */
final class CommittedRecords {

  private static final Duration WAIT = Duration.ofSeconds(1);

  private CommittedRecords() {}

  /** Reads a topic of the shared cluster from its beginning to its current end. */
  static void forEach(String topic, Consumer<ConsumerRecord<String, byte[]>> action) {
    forEach(Cluster.bootstrapServers(), topic, action);
  }

  /** Reads a topic of a cluster from its beginning to its current end. */
  static void forEach(
      String bootstrapServers, String topic, Consumer<ConsumerRecord<String, byte[]>> action) {
    Map<String, Object> config =
        Map.of(
            "bootstrap.servers",
            bootstrapServers,
            "isolation.level",
            "read_committed",
            // a consumer that is closed waits for its fetch
            "fetch.max.wait.ms",
            20);
    try (KafkaConsumer<String, byte[]> consumer =
        new KafkaConsumer<>(config, new StringDeserializer(), new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic).stream()
              .map(info -> new TopicPartition(info.topic(), info.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = ends(bootstrapServers, partitions);
      while (partitions.stream().anyMatch(p -> consumer.position(p) < ends.get(p))) {
        consumer.poll(WAIT).forEach(action);
      }
    }
  }

  /** The ends with what is being committed: a producer learns of a commit before readers do. */
  private static Map<TopicPartition, Long> ends(
      String bootstrapServers, List<TopicPartition> partitions) {
    Map<String, Object> config =
        Map.of("bootstrap.servers", bootstrapServers, "isolation.level", "read_uncommitted");
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      return consumer.endOffsets(partitions);
    }
  }
}
