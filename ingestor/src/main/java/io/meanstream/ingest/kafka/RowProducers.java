package io.meanstream.ingest.kafka;

import io.meanstream.catalog.Dataset;
import io.meanstream.ingest.IngestorConfig;
import io.meanstream.ingest.state.SourceKey;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Opens producers of single sources, each known to Kafka by its source's key. */
@ApplicationScoped
public class RowProducers {

  static final Duration TRANSACTION_TIMEOUT = Duration.ofSeconds(15);

  private static final int LINGER_MILLIS = 20;
  private static final int BATCH_BYTES = 256 * 1024;
  private static final int REQUEST_MILLIS = 10_000;
  private static final int DELIVERY_MILLIS = 30_000;

  private final Map<String, Object> kafka;
  private final Topics topics;
  private final long buffer;
  private final Clock clock;

  /** Producers for the Kafka that the whole service uses. */
  public RowProducers(
      @Identifier("default-kafka-broker") Map<String, Object> kafka,
      Topics topics,
      IngestorConfig config,
      Clock clock) {
    this.kafka = kafka;
    this.topics = topics;
    this.buffer = config.ingestor().buffer().asLongValue();
    this.clock = clock;
  }

  /**
   * Becomes the one who writes this source; whoever did is fenced, and their open transaction
   * ended.
   *
   * @throws KafkaException if that does not come about
   */
  public RowProducer open(Dataset dataset, SourceKey source) {
    topics.ensureRows(dataset.topic());
    RowTopic topic = describe(dataset.topic());
    Producer<byte[], byte[]> producer = producer(source, topic.maxBytes());
    try {
      producer.initTransactions();
    } catch (KafkaException e) {
      producer.close(Duration.ZERO);
      throw e;
    }
    return new RowProducer(producer, topic, dataset, clock);
  }

  /**
   * Ends the transaction that a former life of this ingestor may have left open for a source, since
   * it holds back every committed reader.
   *
   * @throws KafkaException if that does not come about
   */
  public void endTransaction(SourceKey source) {
    try (Producer<byte[], byte[]> producer = producer(source, BATCH_BYTES)) {
      producer.initTransactions();
    }
  }

  private RowTopic describe(String topic) {
    int max = (int) Math.min(topics.maxMessageBytes(topic), buffer / 2);
    return new RowTopic(topic, topics.partitions(topic), max);
  }

  Producer<byte[], byte[]> producer(SourceKey source, int maxRequest) {
    Map<String, Object> settings = new HashMap<>(kafka);
    settings.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, source.transactionalId());
    settings.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, (int) TRANSACTION_TIMEOUT.toMillis());
    settings.put(ProducerConfig.LINGER_MS_CONFIG, LINGER_MILLIS);
    settings.put(ProducerConfig.BATCH_SIZE_CONFIG, BATCH_BYTES);
    settings.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
    settings.put(ProducerConfig.BUFFER_MEMORY_CONFIG, buffer);
    settings.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, maxRequest);
    settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, REQUEST_MILLIS);
    settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, DELIVERY_MILLIS);
    return new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
  }
}
