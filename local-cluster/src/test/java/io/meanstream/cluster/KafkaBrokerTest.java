package io.meanstream.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KafkaBrokerTest {
  @TempDir Path folder;

  @Test
  void oneBrokerKeepsTransactionsOverARestart() throws Exception {
    // Given
    int port = Ports.free();
    try (KafkaBroker broker = KafkaBroker.start(folder, port)) {
      createTopic(broker, "rows");
      sendInTransaction(broker, "rows", "first");
    }

    // When
    try (KafkaBroker again = KafkaBroker.start(folder, port)) {
      sendInTransaction(again, "rows", "second");

      // Then
      assertThat(read(again, "rows")).containsExactly("first", "second");
      assertThat(again.bootstrapServers()).isEqualTo("127.0.0.1:" + port);
    }
  }

  @Test
  void itsFolderMayHaveAnyName() {
    Path odd = folder.resolve("größe 1");
    int port = Ports.free();

    KafkaBroker.start(odd, port).close();
    KafkaBroker.start(odd, port).close();

    assertThat(odd.resolve("kafka-1/meta.properties")).exists();
  }

  @Test
  void aFailedBrokerShowsTheEndOfItsLog() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertThatThrownBy(() -> KafkaBroker.start(folder, taken.getLocalPort()))
          .isInstanceOf(StartException.class)
          .hasMessageContaining("kafka-1 ended with code 1")
          .hasMessageContaining("Address already in use")
          .hasMessageContaining(folder.resolve("kafka-1.log").toString());
    }
  }

  private static void createTopic(KafkaBroker broker, String topic) throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
      admin.createTopics(List.of(new NewTopic(topic, 1, (short) 1))).all().get();
    }
  }

  private static void sendInTransaction(KafkaBroker broker, String topic, String value) {
    Map<String, Object> config =
        Map.of(
            "bootstrap.servers",
            broker.bootstrapServers(),
            "transactional.id",
            "a-source",
            "transaction.timeout.ms",
            15_000);
    var text = new StringSerializer();
    try (var producer = new KafkaProducer<>(config, text, text)) {
      producer.initTransactions();
      producer.beginTransaction();
      producer.send(new ProducerRecord<>(topic, value));
      producer.commitTransaction();
    }
  }

  private static List<String> read(KafkaBroker broker, String topic) {
    Map<String, Object> config = new HashMap<>();
    config.put("bootstrap.servers", broker.bootstrapServers());
    config.put("isolation.level", "read_committed");
    config.put("auto.offset.reset", "earliest");
    var text = new StringDeserializer();
    try (var consumer = new KafkaConsumer<>(config, text, text)) {
      var partition = new TopicPartition(topic, 0);
      consumer.assign(List.of(partition));
      List<String> values = new java.util.ArrayList<>();
      long end = consumer.endOffsets(List.of(partition)).get(partition);
      while (consumer.position(partition) < end) {
        for (ConsumerRecord<String, String> record : consumer.poll(Duration.ofSeconds(1))) {
          values.add(record.value());
        }
      }
      return values;
    }
  }
}
