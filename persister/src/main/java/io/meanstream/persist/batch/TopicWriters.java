package io.meanstream.persist.batch;

import io.meanstream.catalog.dataset.Dataset;
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
 * The writer of each topic by the current definition of its dataset. The ingestor loads the same
 * definitions before it sends a row, so a writer requested after the row was read never has an
 * older definition than the row. While the newest definitions are invalid, the row's header tells.
 * Thread-safe.
 */
public final class TopicWriters {

  /**
   * A topic's newest valid definition.
   *
   * @param read the hashes of this definition and of earlier ones, as rows carry them
   */
  private record Defined(Dataset dataset, BatchWriter writer, Set<String> read) {}

  private final Supplier<CatalogSnapshot> definitions;
  private final BatchWriters kinds;
  private final Map<String, BatchWriter> internal;
  private final Map<String, Defined> rows = new ConcurrentHashMap<>();
  private final Executor workers;

  /**
   * @param definitions returns the current definitions; called on worker threads because it may
   *     read files
   * @param internal the writers of the topics that belong to no dataset
   */
  public TopicWriters(
      Supplier<CatalogSnapshot> definitions,
      BatchWriters kinds,
      Map<String, BatchWriter> internal,
      Executor workers) {
    this.definitions = definitions;
    this.kinds = kinds;
    this.internal = Map.copyOf(internal);
    this.workers = workers;
  }

  /** All topics that have a writer. */
  public Uni<Set<String>> topics() {
    return Uni.createFrom().item(this::topicsNow).runSubscriptionOn(workers);
  }

  /** The writer of a topic; empty if no dataset uses it. Changes only when the definition does. */
  public Uni<Optional<BatchWriter>> of(String topic) {
    return of(topic, List.of());
  }

  /**
   * The writer of a batch's topic. Fails with {@link PartitionBlockedException} if its definition
   * may be older than that of a row in the batch.
   */
  public Uni<Optional<BatchWriter>> of(Batch batch) {
    return of(batch.partition().topic(), batch.records());
  }

  private Uni<Optional<BatchWriter>> of(
      String topic, List<ConsumerRecord<byte[], byte[]>> records) {
    BatchWriter writer = internal.get(topic);
    return writer == null
        ? Uni.createFrom().item(() -> rowsOf(topic, records)).runSubscriptionOn(workers)
        : Uni.createFrom().item(Optional.of(writer));
  }

  /** The dataset whose rows a topic has; empty before a writer of them was requested. */
  public Optional<String> dataset(String topic) {
    return Optional.ofNullable(rows.get(topic)).map(defined -> defined.dataset().name());
  }

  private Set<String> topicsNow() {
    Set<String> topics = new HashSet<>(internal.keySet());
    definitions.get().datasets().stream().map(Dataset::topic).forEach(topics::add);
    return topics;
  }

  private Optional<BatchWriter> rowsOf(String topic, List<ConsumerRecord<byte[], byte[]>> records) {
    CatalogSnapshot now = definitions.get();
    Optional<Defined> defined =
        now.datasets().stream()
            .filter(dataset -> dataset.topic().equals(topic))
            .findFirst()
            .map(dataset -> rows.compute(topic, (key, known) -> defined(dataset, known)));
    if (!now.mistakes().isEmpty()) {
      defined.ifPresent(known -> checkDefinitions(records, known, now.mistakes()));
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

  /** Rows from older ingestors do not name their definition; the active one applies. */
  private static void checkDefinitions(
      List<ConsumerRecord<byte[], byte[]>> records, Defined known, List<String> mistakes) {
    for (ConsumerRecord<byte[], byte[]> record : records) {
      Optional<String> definition = Origin.header(record, "definition");
      if (definition.filter(hash -> !known.read().contains(hash)).isPresent()) {
        throw new PartitionBlockedException(
            "rows of %s need a newer definition, but the newest definitions are invalid: %s"
                .formatted(known.dataset().name(), String.join("; ", mistakes)));
      }
    }
  }
}
