package io.meanstream.persist.batch;

import io.meanstream.catalog.Dataset;
import io.meanstream.persist.record.Origin;
import io.meanstream.persist.store.PartitionBlockedException;
import io.smallrye.mutiny.Uni;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * The writer of each topic as its dataset is defined when it is asked for. Since the ingestor looks
 * at the same definitions before it sends a row, a writer that is asked for once the row was read
 * is of no older definition; while mistakes keep the newest definitions from being read, the row's
 * header tells. Safe for use by several threads.
 */
public final class TopicWriters {

  /**
   * A topic's newest definition.
   *
   * @param read the hashes of this definition and those before it, as rows name them
   */
  private record Defined(Dataset dataset, BatchWriter writer, Set<String> read) {}

  private final Supplier<Definitions> definitions;
  private final BatchWriters kinds;
  private final Map<String, BatchWriter> own;
  private final Map<String, Defined> rows = new ConcurrentHashMap<>();
  private final Executor workers;

  /**
   * @param definitions looks at the definitions; called on worker threads, for it may read files
   * @param own the topics that are no dataset's
   */
  public TopicWriters(
      Supplier<Definitions> definitions,
      BatchWriters kinds,
      Map<String, BatchWriter> own,
      Executor workers) {
    this.definitions = definitions;
    this.kinds = kinds;
    this.own = Map.copyOf(own);
    this.workers = workers;
  }

  /** All topics that there are writers for. */
  public Uni<Set<String>> topics() {
    return Uni.createFrom().item(this::topicsNow).runSubscriptionOn(workers);
  }

  /** The writer of a topic, the same one while its dataset's definition is; none without one. */
  public Uni<Optional<BatchWriter>> of(String topic) {
    return of(topic, List.of());
  }

  /**
   * The writer of a batch's topic. Fails with {@link PartitionBlockedException} where it may be of
   * an older definition than a row of the batch.
   */
  public Uni<Optional<BatchWriter>> of(Batch batch) {
    return of(batch.partition().topic(), batch.records());
  }

  private Uni<Optional<BatchWriter>> of(
      String topic, List<ConsumerRecord<byte[], byte[]>> records) {
    BatchWriter writer = own.get(topic);
    return writer == null
        ? Uni.createFrom().item(() -> rowsOf(topic, records)).runSubscriptionOn(workers)
        : Uni.createFrom().item(Optional.of(writer));
  }

  private Set<String> topicsNow() {
    Set<String> topics = new HashSet<>(own.keySet());
    definitions.get().datasets().stream().map(Dataset::topic).forEach(topics::add);
    return topics;
  }

  private Optional<BatchWriter> rowsOf(String topic, List<ConsumerRecord<byte[], byte[]>> records) {
    Definitions now = definitions.get();
    Optional<Defined> defined =
        now.datasets().stream()
            .filter(dataset -> dataset.topic().equals(topic))
            .findFirst()
            .map(dataset -> rows.compute(topic, (key, known) -> defined(dataset, known)));
    if (!now.mistakes().isEmpty()) {
      defined.ifPresent(known -> refuseNewer(records, known, now.mistakes()));
    }
    return defined.map(Defined::writer);
  }

  private Defined defined(Dataset dataset, Defined known) {
    if (known == null) {
      return new Defined(dataset, kinds.rowsOf(dataset), Set.of(dataset.recordHash()));
    }
    if (known.dataset().equals(dataset)) {
      return known;
    }
    Set<String> read = new HashSet<>(known.read());
    read.add(dataset.recordHash());
    return new Defined(dataset, kinds.rowsOf(dataset), read);
  }

  /** Rows of older ingestors do not name their definition, and are stored by the one in force. */
  private static void refuseNewer(
      List<ConsumerRecord<byte[], byte[]>> records, Defined known, List<String> mistakes) {
    for (ConsumerRecord<byte[], byte[]> record : records) {
      Optional<String> definition = Origin.header(record, "definition");
      if (definition.filter(hash -> !known.read().contains(hash)).isPresent()) {
        throw new PartitionBlockedException(
            "rows of %s wait for the definition that they were read by, which these mistakes keep from being taken up: %s"
                .formatted(known.dataset().name(), String.join("; ", mistakes)));
      }
    }
  }
}
