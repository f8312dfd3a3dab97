package io.meanstream.ingest.kafka;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Reads a topic like the ingestor's consumers: committed records only. */
public final class TopicReader {

  private final Map<String, Object> kafka;
  private final Admin admin;
  private final Map<TopicPartition, Long> starts = new HashMap<>();

  /** A reader of this Kafka. */
  public TopicReader(Map<String, Object> kafka, Admin admin) {
    this.kafka = kafka;
    this.admin = admin;
  }

  /** Makes later reads skip the records that are in a topic now. */
  public void skip(String topic) throws Exception {
    starts.putAll(ends(topic));
  }

  /**
   * All committed records of a topic that are not skipped, after every currently open transaction
   * has ended.
   */
  public List<ConsumerRecord<String, String>> read(String topic) throws Exception {
    Map<TopicPartition, Long> ends = ends(topic);
    Map<String, Object> settings = new HashMap<>(kafka);
    settings.put("auto.offset.reset", "earliest");
    settings.put("isolation.level", "read_committed");
    // a consumer that is closed waits for its fetch
    settings.put("fetch.max.wait.ms", 20);
    settings.remove("group.id");
    List<ConsumerRecord<String, String>> records = new ArrayList<>();
    try (KafkaConsumer<String, String> consumer =
        new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
      consumer.assign(ends.keySet());
      ends.keySet().forEach(p -> consumer.seek(p, starts.getOrDefault(p, 0L)));
      while (ends.keySet().stream().anyMatch(p -> consumer.position(p) < ends.get(p))) {
        consumer.poll(Duration.ofMillis(100)).forEach(records::add);
      }
    }
    return records;
  }

  private Map<TopicPartition, Long> ends(String topic) throws Exception {
    Map<TopicPartition, OffsetSpec> asked =
        admin.describeTopics(List.of(topic)).allTopicNames().get().get(topic).partitions().stream()
            .map(info -> new TopicPartition(topic, info.partition()))
            .collect(Collectors.toMap(partition -> partition, partition -> OffsetSpec.latest()));
    Map<TopicPartition, Long> ends = new HashMap<>();
    admin
        .listOffsets(asked, new ListOffsetsOptions(IsolationLevel.READ_UNCOMMITTED))
        .all()
        .get()
        .forEach((partition, end) -> ends.put(partition, end.offset()));
    return ends;
  }

  /** The committed records of a topic that belong to an ingestion. */
  public List<ConsumerRecord<String, String>> read(String topic, String ingestion)
      throws Exception {
    return read(topic).stream()
        .filter(message -> ingestion.equals(header(message, "source")))
        .toList();
  }

  /** A header's text. */
  public static String header(ConsumerRecord<?, ?> message, String name) {
    return new String(message.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
  }
}
