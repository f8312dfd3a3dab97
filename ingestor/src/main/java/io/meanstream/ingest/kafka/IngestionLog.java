package io.meanstream.ingest.kafka;

import io.meanstream.catalog.record.MalformedRecordException;
import io.meanstream.ingest.state.Checkpoint;
import io.meanstream.ingest.state.Ingestion;
import io.meanstream.ingest.state.SourceKey;
import io.meanstream.protocol.IngestionCheckpoint;
import io.meanstream.protocol.IngestionMessage;
import io.meanstream.protocol.IngestionStatus;
import io.meanstream.protocol.TopicNames;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jboss.logging.Logger;

/**
 * Reads the topic of ingestions; the newest record of each key counts. Thread-safe.
 *
 * <p>Reads up to the high watermark, not just to the last stable offset: a committed checkpoint may
 * come after another source's open transaction. So a committed reader waits until the transactions
 * below the watermark have ended.
 */
public final class IngestionLog implements AutoCloseable {

  private static final Logger LOG = Logger.getLogger(IngestionLog.class);
  private static final TopicPartition PARTITION = new TopicPartition(TopicNames.INGESTIONS, 0);
  private static final Duration POLL = Duration.ofMillis(200);
  private static final int MAX_EMPTY_POLLS = 300;

  private final Admin admin;
  private final IsolationLevel isolation;
  private final KafkaConsumer<String, byte[]> consumer;
  private final Map<String, Ingestion> ingestions = new TreeMap<>();
  private final Map<String, Checkpoint> checkpoints = new HashMap<>();

  /**
   * A reader that starts at the beginning of the topic.
   *
   * @param kafka how to reach Kafka
   * @param isolation whether it also sees records of open and aborted transactions
   */
  public IngestionLog(Map<String, Object> kafka, Admin admin, IsolationLevel isolation) {
    Map<String, Object> settings = new HashMap<>(kafka);
    // with the default group of Quarkus, reading would start at its committed offset
    settings.remove(ConsumerConfig.GROUP_ID_CONFIG);
    settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, isolation.toString());
    settings.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 100);
    this.admin = admin;
    this.isolation = isolation;
    this.consumer =
        new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
    consumer.assign(List.of(PARTITION));
  }

  /**
   * Reads everything that was written before this call.
   *
   * @throws KafkaException if that takes more than a minute
   */
  public synchronized void catchUp() {
    long end = highWatermark();
    int empty = 0;
    while (consumer.position(PARTITION) < end) {
      int read = 0;
      for (ConsumerRecord<String, byte[]> message : consumer.poll(POLL)) {
        take(message);
        read++;
      }
      empty = read == 0 ? empty + 1 : 0;
      if (empty > MAX_EMPTY_POLLS) {
        throw new TimeoutException(
            "timed out reading %s up to offset %d (%s)".formatted(PARTITION, end, isolation));
      }
    }
  }

  /** The newest checkpoint of a source read from the log so far. */
  public synchronized Optional<Checkpoint> checkpoint(SourceKey source) {
    return Optional.ofNullable(checkpoints.get(MessageMapper.checkpointKey(source)));
  }

  /** The ingestion with this id, as read from the log so far. */
  public synchronized Optional<Ingestion> ingestion(String id) {
    return Optional.ofNullable(ingestions.get(id));
  }

  /** All ingestions read from the log so far, in the order of their ids. */
  public synchronized List<Ingestion> ingestions() {
    return List.copyOf(ingestions.values());
  }

  /** All checkpoints read from the log so far. */
  public synchronized List<Checkpoint> checkpoints() {
    return List.copyOf(checkpoints.values());
  }

  private long highWatermark() {
    return KafkaWait.on(
            admin
                .listOffsets(
                    Map.of(PARTITION, OffsetSpec.latest()),
                    new ListOffsetsOptions(IsolationLevel.READ_UNCOMMITTED))
                .partitionResult(PARTITION))
        .offset();
  }

  private void take(ConsumerRecord<String, byte[]> message) {
    if (message.key() == null || message.value() == null) {
      return;
    }
    try {
      IngestionMessage read = IngestionMessage.parse(message.value());
      if (read instanceof IngestionStatus status) {
        ingestions.put(message.key(), MessageMapper.ingestion(status));
      } else if (read instanceof IngestionCheckpoint checkpoint) {
        checkpoints.put(message.key(), MessageMapper.checkpoint(checkpoint));
      }
    } catch (MalformedRecordException | IllegalArgumentException e) {
      LOG.warnf(
          "skipped %s@%d, which is not a message of an ingestor: %s",
          PARTITION, message.offset(), e.getMessage());
    }
  }

  @Override
  public synchronized void close() {
    consumer.close();
  }
}
