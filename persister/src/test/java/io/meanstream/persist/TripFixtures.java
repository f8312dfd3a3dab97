package io.meanstream.persist;

import io.meanstream.catalog.Catalog;
import io.meanstream.catalog.dataset.Dataset;
import io.meanstream.catalog.record.RecordCodec;
import io.meanstream.catalog.record.TypedRecord;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;

/** Records of a small dataset, as the ingestor writes them. */
public final class TripFixtures {

  public static final Dataset DATASET =
      Catalog.load(Path.of("src/test/resources/datasets")).find("trips").orElseThrow();

  private static final Instant WRITTEN = Instant.parse("2021-06-01T00:00:00Z");

  private TripFixtures() {}

  /** A trip at noon of a day. */
  public static byte[] value(String id, LocalDate day, long seats) {
    Instant noon = day.atTime(12, 0).atZone(DATASET.zone()).toInstant();
    return RecordCodec.json(DATASET)
        .encode(TypedRecord.of(DATASET, id, noon, null, seats, null, null, null, null));
  }

  /** The headers that the ingestor gives a row. */
  public static List<Header> headers(String ingestion, long row) {
    return List.of(
        header("dataset", DATASET.name()),
        header("source", ingestion),
        header("row", Long.toString(row)));
  }

  public static Header header(String name, String value) {
    return new RecordHeader(name, bytes(value));
  }

  public static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** A consumed record. */
  public static ConsumerRecord<byte[], byte[]> record(
      String topic, int partition, long offset, byte[] key, byte[] value, List<Header> headers) {
    return new ConsumerRecord<>(
        topic,
        partition,
        offset,
        WRITTEN.toEpochMilli(),
        TimestampType.CREATE_TIME,
        key == null ? -1 : key.length,
        value == null ? -1 : value.length,
        key,
        value,
        new RecordHeaders(headers),
        Optional.empty());
  }
}
