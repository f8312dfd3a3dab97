package io.meanstream.system.trips;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.function.Function;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** A topic of trips, written as the ingestor writes: one transaction per chunk. */
public final class TripTopic implements AutoCloseable {

  public static final String INGESTIONS = "meanstream.ingestions";
  public static final String REJECTS = "meanstream.rejects";
  private static final int LARGEST = 8 * 1024 * 1024;

  private final String name;
  private final KafkaProducer<byte[], byte[]> producer;
  private final ExpectedStore expected = new ExpectedStore();

  /** Creates the topic, which must not exist, and Meanstream's own topics if they are missing. */
  public TripTopic(String bootstrapServers, String name, int partitions) {
    this.name = name;
    create(bootstrapServers, topic(INGESTIONS, 1, Map.of("cleanup.policy", "compact")));
    create(bootstrapServers, topic(REJECTS, 1, Map.of()));
    create(bootstrapServers, topic(name, partitions, Map.of("max.message.bytes", "" + LARGEST)));
    this.producer =
        new KafkaProducer<>(
            Map.of(
                "bootstrap.servers", bootstrapServers,
                "transactional.id", UUID.randomUUID().toString(),
                "max.request.size", LARGEST),
            new ByteArraySerializer(),
            new ByteArraySerializer());
    producer.initTransactions();
  }

  /** The dataset's name, which is also the topic's. */
  public String name() {
    return name;
  }

  /** The expected result of everything sent. */
  public ExpectedStore expected() {
    return expected;
  }

  /** Sends records that no ingestor would send, and expects each to become a reject. */
  public void sendForeign(List<ProducerRecord<byte[], byte[]>> records, String rule) {
    transact(records, places -> List.of()).forEach(place -> expected.foreign(place, rule));
  }

  /** Starts reading a source. */
  public Ingestion ingestion() {
    return new Ingestion(this);
  }

  /**
   * Sends rows in one transaction, in order; returns their metadata.
   *
   * @param closing the transaction's last records
   */
  List<RecordMetadata> transact(
      List<ProducerRecord<byte[], byte[]>> rows,
      Function<List<RecordMetadata>, List<ProducerRecord<byte[], byte[]>>> closing) {
    producer.beginTransaction();
    List<RecordMetadata> places = send(rows);
    send(closing.apply(places));
    producer.commitTransaction();
    return places;
  }

  private List<RecordMetadata> send(List<ProducerRecord<byte[], byte[]>> records) {
    List<Future<RecordMetadata>> sent = records.stream().map(producer::send).toList();
    producer.flush();
    return sent.stream().map(TripTopic::get).toList();
  }

  private static NewTopic topic(String name, int partitions, Map<String, String> settings) {
    return new NewTopic(name, partitions, (short) 1).configs(new HashMap<>(settings));
  }

  private static void create(String bootstrapServers, NewTopic topic) {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
      admin.createTopics(List.of(topic)).all().get();
    } catch (ExecutionException e) {
      if (!(e.getCause() instanceof TopicExistsException)) {
        throw new IllegalStateException("cannot make " + topic, e);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }

  private static RecordMetadata get(Future<RecordMetadata> sent) {
    try {
      return sent.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }

  @Override
  public void close() {
    producer.close();
  }
}
