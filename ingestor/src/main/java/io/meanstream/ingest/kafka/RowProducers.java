package io.meanstream.ingest.kafka;

import io.meanstream.catalog.dataset.Dataset;
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

/** Opens transactional producers, one per source, with an id derived from the source's key. */
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

  /** Producers for the Kafka cluster of the service. */
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
   * Becomes the only writer of this source: fences the previous one and aborts its open
   * transaction.
   *
   * @throws KafkaException if Kafka does not confirm that
   */
  public RowProducer open(Dataset dataset, SourceKey source) {
    topics.ensureRows(dataset.topic());
    int maxBytes = (int) Math.min(topics.maxMessageBytes(dataset.topic()), buffer / 2);
    int partitions = topics.partitions(dataset.topic());
    Producer<byte[], byte[]> producer = producer(source, maxBytes);
    try {
      producer.initTransactions();
    } catch (KafkaException e) {
      producer.close(Duration.ZERO);
      throw e;
    }
    return new RowProducer(producer, dataset, partitions, maxBytes, clock);
  }

  /**
   * Aborts the transaction that this ingestor may have left open before its restart; otherwise it
   * would block every committed reader.
   *
   * @throws KafkaException if Kafka does not confirm that
   */
  public void abortTransaction(SourceKey source) {
    try (Producer<byte[], byte[]> producer = producer(source, BATCH_BYTES)) {
      producer.initTransactions();
    }
  }

  /** How long a transaction may stay open before Kafka aborts it. */
  Duration transactionTimeout() {
    return TRANSACTION_TIMEOUT;
  }

  Producer<byte[], byte[]> producer(SourceKey source, int maxRequest) {
    Map<String, Object> settings = new HashMap<>(kafka);
    settings.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, source.transactionalId());
    settings.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, (int) transactionTimeout().toMillis());
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
