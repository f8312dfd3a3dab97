package io.meanstream.ingest.kafka;

import io.meanstream.ingest.IngestorConfig;
import io.meanstream.protocol.TopicNames;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;

/** Creates and describes the topics that the ingestor writes to. Blocks. */
@ApplicationScoped
public class Topics {

  /** Must never change: records with the same key keep their order only within a partition. */
  private static final int ROW_PARTITIONS = 3;

  private final Admin admin;
  private final IngestorConfig.Topics config;

  /** Topics with the configured settings. */
  public Topics(Admin admin, IngestorConfig config) {
    this.admin = admin;
    this.config = config.topics();
  }

  /**
   * Creates the topics for rejects and ingestions unless they exist.
   *
   * @throws KafkaException if Kafka cannot create them
   */
  public void ensureShared() {
    ensure(topic(TopicNames.REJECTS, 1).configs(retained()));
    ensure(
        topic(TopicNames.INGESTIONS, 1)
            .configs(
                Map.of(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT)));
  }

  /**
   * Creates a topic for rows unless it exists.
   *
   * @throws KafkaException if Kafka cannot create it
   */
  public void ensureRows(String name) {
    ensure(topic(name, ROW_PARTITIONS).configs(retained()));
  }

  /**
   * The maximum batch size of a topic, and so the maximum record size, in bytes.
   *
   * @throws KafkaException if Kafka does not respond
   */
  public int maxMessageBytes(String name) {
    ConfigResource topic = new ConfigResource(ConfigResource.Type.TOPIC, name);
    return Integer.parseInt(
        KafkaWait.on(admin.describeConfigs(List.of(topic)).values().get(topic))
            .get(TopicConfig.MAX_MESSAGE_BYTES_CONFIG)
            .value());
  }

  /**
   * The number of a topic's partitions.
   *
   * @throws KafkaException if Kafka does not respond
   */
  public int partitions(String name) {
    return KafkaWait.on(admin.describeTopics(List.of(name)).topicNameValues().get(name))
        .partitions()
        .size();
  }

  private NewTopic topic(String name, int partitions) {
    Optional<Short> replicas = Optional.of(config.replicationFactor()).filter(factor -> factor > 0);
    return new NewTopic(name, Optional.of(partitions), replicas);
  }

  private Map<String, String> retained() {
    long millis = config.retention().map(Duration::toMillis).orElse(-1L);
    return Map.of(TopicConfig.RETENTION_MS_CONFIG, Long.toString(millis));
  }

  private void ensure(NewTopic topic) {
    try {
      KafkaWait.on(admin.createTopics(List.of(topic)).all());
    } catch (TopicExistsException e) {
      // it keeps the settings that it was created with
      return;
    }
  }
}
