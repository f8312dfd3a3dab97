package io.meanstream.ingest.http;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.is;

import io.meanstream.ingest.NoBlockedThreads;
import io.meanstream.ingest.ReadyService;
import io.meanstream.ingest.kafka.KafkaResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.smallrye.common.annotation.Identifier;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@QuarkusTest
@QuarkusTestResource(KafkaResource.class)
@ExtendWith(NoBlockedThreads.class)
class TopicResourceTest {

  private static final String TOPIC = "meanstream.rejects";
  private static final String FIND = "items.find { it.topic == '" + TOPIC + "' }";

  @Inject
  @Identifier("default-kafka-broker")
  Map<String, Object> kafka;

  @Inject Admin admin;

  @BeforeEach
  void aReadyService() {
    ReadyService.await();
  }

  @Test
  void aTopicGrowsByWhatIsWritten() {
    JsonPath before = topics();

    send(7);

    JsonPath after = topics();
    assertThat(after.getLong(FIND + ".partitions[0].end"))
        .as("the marker of an earlier transaction may follow")
        .isGreaterThanOrEqualTo(before.getLong(FIND + ".partitions[0].end") + 7);
    assertThat(after.getLong(FIND + ".bytes")).isGreaterThan(before.getLong(FIND + ".bytes"));
    assertThat(after.getList("items.topic")).isSorted();
    given()
        .get("/api/v1/topics")
        .then()
        .body("items.topic", hasItems("meanstream.ingestions", TOPIC))
        .body(FIND + ".partitions[0].start", is(0));
  }

  @Test
  void theRateIsMeasuredBetweenRequests() {
    topics();
    send(5);

    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(
            () ->
                assertThat(topics().<Float>get(FIND + ".recordsPerSecond"))
                    .isNotNull()
                    .isPositive());
  }

  @Test
  void aReaderIsBehindByWhatItHasNotCommitted() throws Exception {
    send(9);
    long end = topics().getLong(FIND + ".partitions[0].end");
    admin
        .alterConsumerGroupOffsets(
            "readers-of-rejects",
            Map.of(new TopicPartition(TOPIC, 0), new OffsetAndMetadata(end - 4)))
        .all()
        .get();

    String group = "items.find { it.group == 'readers-of-rejects' }";
    given()
        .get("/api/v1/consumers")
        .then()
        .statusCode(200)
        .body(group + ".topic", is(TOPIC))
        .body(group + ".state", is("Empty"))
        .body(group + ".lag", is(4))
        .body(group + ".positions[0].committed", is((int) end - 4))
        .body(group + ".positions[0].end", is((int) end));
  }

  private static JsonPath topics() {
    return given().get("/api/v1/topics").then().statusCode(200).extract().jsonPath();
  }

  private void send(int records) {
    try (KafkaProducer<String, String> producer =
        new KafkaProducer<>(new HashMap<>(kafka), new StringSerializer(), new StringSerializer())) {
      for (int i = 0; i < records; i++) {
        producer.send(new ProducerRecord<>(TOPIC, "x"));
      }
    }
  }
}
