package io.meanstream.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.meanstream.system.fault.Breakpoint;
import io.meanstream.system.fault.Fault;
import io.meanstream.system.trips.Ingestion;
import io.meanstream.system.trips.PoisonRow;
import io.meanstream.system.trips.RowCounts;
import io.meanstream.system.trips.SourceRow;
import io.meanstream.system.trips.Trip;
import io.meanstream.system.trips.TripTopic;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * Each record that does not belong on a topic becomes one reject, and the rows around it are
 * stored.
 */
class PoisonIT {

  private static final LocalDate DAY = LocalDate.of(2021, 3, 1);
  private static final int FIVE_MB = 5_000_000;
  private static final Map<String, String> NAMED = Map.of("KAFKA_GROUP_INSTANCE_ID", "persister");

  @RegisterExtension static final Backend BACKEND = new Backend();
  @RegisterExtension final PackagedServices services = new PackagedServices();
  @TempDir Path definitions;

  @Test
  void poisonBecomesOneRejectWhenThePersisterIsKilled() {
    killAt(List.of(BatchWrite.REJECT), "poison");
  }

  @Test
  @Tag("thorough")
  void poisonBecomesOneRejectWhateverCrashes() {
    killAt(
        List.of(BatchWrite.INSERT, BatchWrite.PLAN, BatchWrite.REJECT, BatchWrite.COUNT),
        "poison-at-any-write");
  }

  private void killAt(List<BatchWrite> writes, String name) {
    try (TripPipeline pipeline = new TripPipeline(BACKEND, services, definitions, name, 1)) {
      PackagedService persister = pipeline.persister(NAMED).start();
      int round = 0;
      for (BatchWrite write : writes) {
        Breakpoint breakpoint = new Breakpoint();
        BACKEND.proxy().at(1, write.of(name), Fault.holdAfter(breakpoint));
        Ingestion ingestion = pipeline.topic().ingestion();
        ingestion.send(ofAnIngestion(round));
        sendForeign(pipeline.topic(), round);
        ingestion.end(List.of(trip("last-" + round)));
        breakpoint.awaitHit();
        persister.kill();
        breakpoint.cutConnection();
        persister.start();
        pipeline.awaitSettled(ingestion);
        round++;
      }
      awaitBalance(pipeline);
      pipeline.assertStored();
    }
  }

  /** Rows with correct headers, valid ones between invalid ones. */
  private static List<SourceRow> ofAnIngestion(int round) {
    List<SourceRow> lines = new ArrayList<>();
    for (PoisonRow poison :
        List.of(
            poison("not-json", "this is no JSON", "malformed"),
            poison("array", "[1, 2]", "malformed"),
            poison("text", value("\"x\"", "\"2021-03-01T12:00:00Z\"", "\"many\""), "type"),
            poison("time", value("\"x\"", "\"yesterday\"", "1"), "type"),
            poison("no-time", value("\"x\"", "null", "1"), "required"),
            poison("negative", value("\"x\"", "\"2021-03-01T12:00:00Z\"", "-1"), "min"),
            poison("five-mb", "x".repeat(FIVE_MB), "malformed"),
            new PoisonRow(null, trip("no-key").value(), "no_key"),
            new PoisonRow(new byte[] {(byte) 0xff}, trip("no-text").value(), "no_key"),
            new PoisonRow(bytes("no-value"), null, "malformed"))) {
      lines.add(poison);
      lines.add(trip("good-%d-%d".formatted(round, lines.size())));
    }
    return lines;
  }

  /** Records whose headers do not identify a row of an ingestion. */
  private static void sendForeign(TripTopic topic, int round) {
    Trip trip = trip("foreign-" + round);
    topic.sendForeign(
        List.of(
            foreign(topic.name(), trip, List.of()),
            foreign(topic.name(), trip, List.of(header("dataset", topic.name()))),
            foreign(
                topic.name(),
                trip,
                List.of(
                    header("dataset", topic.name()),
                    header("source", "somebody"),
                    header("row", "the first")))),
        "headers");
    topic.sendForeign(
        List.of(foreign(topic.name(), trip, List.of(header("dataset", "unknown")))),
        "unknown_dataset");
    topic.sendForeign(
        List.of(
            foreign(TripTopic.INGESTIONS, trip, List.of()),
            foreign(TripTopic.REJECTS, trip, List.of())),
        "malformed");
  }

  private static void awaitBalance(TripPipeline pipeline) {
    RowCounts expected = pipeline.topic().expected().total();
    await()
        .atMost(Duration.ofMinutes(5))
        .untilAsserted(
            () -> {
              JsonNode balance = pipeline.stats().json("/api/v1/balance");
              assertThat(RowCounts.of(balance)).isEqualTo(expected);
              assertThat(balance.get("settled").asBoolean()).isTrue();
              assertThat(balance.get("inFlight").asLong()).isZero();
              assertThat(balance.get("read").asLong()).isEqualTo(expected.sum());
            });
  }

  private static ProducerRecord<byte[], byte[]> foreign(
      String topic, Trip trip, List<Header> headers) {
    return new ProducerRecord<>(topic, 0, trip.key(), trip.value(), headers);
  }

  private static PoisonRow poison(String key, String value, String rule) {
    return new PoisonRow(bytes(key), bytes(value), rule);
  }

  private static String value(String id, String at, String seats) {
    return "{\"id\": %s, \"at\": %s, \"seats\": %s}".formatted(id, at, seats);
  }

  private static Trip trip(String id) {
    return Trip.on(DAY, id, 1);
  }

  private static Header header(String name, String value) {
    return new RecordHeader(name, bytes(value));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
