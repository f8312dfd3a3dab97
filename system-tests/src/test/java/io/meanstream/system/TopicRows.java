package io.meanstream.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** The rows of one source on a topic, as a reader of committed records sees them. */
final class TopicRows {

  private final Map<Long, String> keys = new TreeMap<>();

  private TopicRows() {}

  /** Reads a topic to its end; fails on a duplicate row. */
  static TopicRows of(String topic) {
    TopicRows rows = new TopicRows();
    CommittedRecords.forEach(topic, rows::add);
    return rows;
  }

  /** Reads an ingestion's rows on a topic; fails on a duplicate. */
  static TopicRows of(String topic, String ingestion) {
    TopicRows rows = new TopicRows();
    CommittedRecords.forEach(
        topic,
        row -> {
          if (header(row, "source").equals(ingestion)) {
            rows.add(row);
          }
        });
    return rows;
  }

  private static String header(ConsumerRecord<String, byte[]> row, String name) {
    return new String(row.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
  }

  private void add(ConsumerRecord<String, byte[]> row) {
    long at = Long.parseLong(header(row, "row"));
    assertThat(keys.put(at, row.key())).as("row %d occurs twice", at).isNull();
  }

  /** The keys in the order of the source's rows; fails if one is missing. */
  List<String> keysInOrder() {
    long expected = 1;
    for (long row : keys.keySet()) {
      assertThat(row).as("the next row on the topic").isEqualTo(expected++);
    }
    return new ArrayList<>(keys.values());
  }
}
