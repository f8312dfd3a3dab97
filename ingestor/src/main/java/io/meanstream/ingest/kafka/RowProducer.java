package io.meanstream.ingest.kafka;

import io.meanstream.catalog.dataset.Dataset;
import io.meanstream.catalog.record.RecordCodec;
import io.meanstream.ingest.state.Checkpoint;
import io.meanstream.ingest.state.Ingestion;
import io.meanstream.protocol.IngestionMessage;
import io.meanstream.protocol.RejectMessage;
import io.meanstream.protocol.RowHeaders;
import io.meanstream.protocol.TopicNames;
import io.meanstream.service.traces.TraceParent;
import io.meanstream.source.type.Row;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.utils.Utils;

/**
 * Writes one source's rows, rejects, states and checkpoints in transactions. Not thread-safe.
 *
 * <p>Opening a producer fences every other one of the source and aborts its transaction. After a
 * {@link KafkaException}, close it and read the outcome of an open transaction from the log.
 */
public final class RowProducer implements AutoCloseable {

  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(5);

  /** The maximum overhead of a record in a batch, besides key and value, in bytes. */
  private static final int RECORD_OVERHEAD = 256;

  private final Producer<byte[], byte[]> producer;
  private final Clock clock;
  private final RecordCodec codec;
  private final byte[] dataset;
  private final byte[] definition;
  private final String topic;
  private final int maxBytes;
  private final long[] offsets;
  private final Callback keepOffset;

  private final boolean[] traced;

  private boolean open;
  private byte[] traceParent = {};
  private byte[] ingestion = {};

  /**
   * Creates a producer for a source's rows.
   *
   * @param partitions the number of partitions of the rows' topic
   * @param maxBytes the maximum size of a record
   */
  RowProducer(
      Producer<byte[], byte[]> producer,
      Dataset dataset,
      int partitions,
      int maxBytes,
      Clock clock) {
    this.producer = producer;
    this.clock = clock;
    this.codec = RecordCodec.json(dataset);
    this.dataset = utf8(dataset.name());
    this.definition = utf8(dataset.recordHash());
    this.topic = dataset.topic();
    this.maxBytes = maxBytes;
    this.offsets = new long[partitions];
    this.traced = new boolean[partitions];
    this.keepOffset =
        (metadata, error) -> {
          if (error == null) {
            offsets[metadata.partition()] = metadata.offset() + 1;
          }
        };
  }

  /** Begins a transaction that continues after a checkpoint. */
  public Chunk begin(Ingestion of, Checkpoint behind) {
    producer.beginTransaction();
    open = true;
    ingestion = utf8(of.id());
    traceParent = utf8(TraceParent.current().orElse(""));
    Arrays.fill(traced, false);
    behind.offsets().forEach((partition, offset) -> offsets[partition] = offset);
    return new Chunk(this, of, behind);
  }

  /** The maximum size of a record, in bytes. */
  public int maxBytes() {
    return maxBytes;
  }

  /** Sends a row unless it is too large; returns its size. Blocks while the buffer is full. */
  long send(Row.Accepted row) {
    byte[] key = utf8(row.key());
    byte[] value = codec.encode(row.record());
    long bytes = (long) key.length + value.length + RECORD_OVERHEAD;
    if (bytes <= maxBytes) {
      RecordHeaders headers = new RecordHeaders();
      headers.add(RowHeaders.DATASET, dataset);
      headers.add("definition", definition);
      headers.add(RowHeaders.INGESTION, ingestion);
      headers.add(RowHeaders.ROW, utf8(Long.toString(row.row())));
      if (traceParent.length > 0 && isFirstOfItsPartition(key)) {
        headers.add(TraceParent.HEADER, traceParent);
      }
      producer.send(new ProducerRecord<>(topic, null, null, key, value, headers), keepOffset);
    }
    return bytes;
  }

  /**
   * Whether this is the first row of the transaction in its partition, which Kafka chooses by key.
   */
  private boolean isFirstOfItsPartition(byte[] key) {
    int partition = Utils.toPositive(Utils.murmur2(key)) % traced.length;
    boolean isFirst = !traced[partition];
    traced[partition] = true;
    return isFirst;
  }

  void send(Ingestion of, Row.Rejected row) {
    byte[] value = MessageMapper.of(row, of, clock.instant()).toJson();
    producer.send(
        new ProducerRecord<>(
            TopicNames.REJECTS, utf8(RejectMessage.key(of.id(), row.row())), value));
  }

  /**
   * Waits for all records; returns the offset after the last row, by partition.
   *
   * <p>Must come before the end of a transaction: Kafka's client (as of 4.1) may otherwise request
   * that end before it sends the last records, which then belong to the next transaction.
   */
  long[] flush() {
    producer.flush();
    return offsets.clone();
  }

  void commit(Checkpoint checkpoint, List<Ingestion> states) {
    send(MessageMapper.of(checkpoint));
    commit(states);
  }

  private void send(IngestionMessage message) {
    producer.send(
        new ProducerRecord<>(TopicNames.INGESTIONS, utf8(message.key()), message.toJson()));
  }

  private void commit(List<Ingestion> states) {
    for (Ingestion state : states) {
      send(MessageMapper.of(state));
    }
    flush();
    producer.commitTransaction();
    open = false;
  }

  /** Aborts everything since the last commit, and commits these states instead. */
  public void abandon(List<Ingestion> states) {
    if (open) {
      flush();
      producer.abortTransaction();
    }
    producer.beginTransaction();
    open = true;
    commit(states);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** Closes the producer and aborts everything since the last commit. */
  @Override
  public void close() {
    producer.close(CLOSE_TIMEOUT);
  }
}
