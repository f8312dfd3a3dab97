package io.meanstream.system.trips;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;

/** Sends one source's rows to a topic. Not thread-safe. */
public final class Ingestion {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final TripTopic topic;
  private final String id = UUID.randomUUID().toString();
  private final Map<String, Long> offsets = new HashMap<>();
  private long rows;

  Ingestion(TripTopic topic) {
    this.topic = topic;
  }

  public String id() {
    return id;
  }

  /** Sends a chunk that is not the last. */
  public void send(List<? extends SourceRow> lines) {
    send(lines, false);
  }

  /** Sends the last chunk. */
  public void end(List<? extends SourceRow> lines) {
    send(lines, true);
  }

  private void send(List<? extends SourceRow> lines, boolean last) {
    List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
    for (SourceRow line : lines) {
      long row = rows + records.size() + 1;
      records.add(new ProducerRecord<>(topic.name(), null, line.key(), line.value(), headers(row)));
    }
    List<RecordMetadata> places = topic.transact(records, sent -> closing(sent, last));
    for (int i = 0; i < lines.size(); i++) {
      topic.expected().sent(id, rows - lines.size() + i + 1, lines.get(i), places.get(i));
    }
  }

  private List<Header> headers(long row) {
    return List.of(
        header("dataset", topic.name()), header("source", id), header("row", Long.toString(row)));
  }

  private static Header header(String name, String value) {
    return new RecordHeader(name, value.getBytes(StandardCharsets.UTF_8));
  }

  /** The last records of an ingestor's transaction: how far the source is read, and its state. */
  private List<ProducerRecord<byte[], byte[]>> closing(List<RecordMetadata> sent, boolean last) {
    rows += sent.size();
    sent.forEach(place -> offsets.put(Integer.toString(place.partition()), place.offset() + 1));
    return List.of(
        own(
            "checkpoint|%s|%s".formatted(topic.name(), id),
            Map.of(
                "kind",
                "checkpoint",
                "ingestion",
                id,
                "dataset",
                topic.name(),
                "rows",
                rows,
                "offsets",
                offsets,
                "rejected",
                Map.of(),
                "ambiguousTimes",
                0,
                "done",
                last)),
        own(
            id,
            Map.of(
                "kind",
                "ingestion",
                "id",
                id,
                "dataset",
                topic.name(),
                "topic",
                topic.name(),
                "source",
                id + ".csv",
                "state",
                last ? "done" : "reading")));
  }

  private static ProducerRecord<byte[], byte[]> own(String key, Map<String, Object> value) {
    try {
      return new ProducerRecord<>(
          TripTopic.INGESTIONS,
          key.getBytes(StandardCharsets.UTF_8),
          JSON.writeValueAsBytes(value));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
