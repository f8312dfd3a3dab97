package io.meanstream.persist.batch;

import io.meanstream.catalog.Dataset;
import io.smallrye.mutiny.Uni;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/**
 * The writer of each topic as its dataset is defined when it is asked for. Since the ingestor looks
 * at the same definitions before it sends a row, a writer that is asked for once the row was read
 * is of no older definition. Safe for use by several threads.
 */
public final class TopicWriters {

  private record Defined(Dataset dataset, BatchWriter writer) {}

  private final Supplier<? extends Collection<Dataset>> definitions;
  private final BatchWriters kinds;
  private final Map<String, BatchWriter> own;
  private final Map<String, Defined> rows = new ConcurrentHashMap<>();
  private final Executor workers;

  /**
   * @param definitions the datasets as they are defined now; called on worker threads, for it may
   *     read files
   * @param own the topics that are no dataset's
   */
  public TopicWriters(
      Supplier<? extends Collection<Dataset>> definitions,
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
    BatchWriter writer = own.get(topic);
    return writer == null
        ? Uni.createFrom().item(() -> rowsOf(topic)).runSubscriptionOn(workers)
        : Uni.createFrom().item(Optional.of(writer));
  }

  private Set<String> topicsNow() {
    Set<String> topics = new HashSet<>(own.keySet());
    definitions.get().stream().map(Dataset::topic).forEach(topics::add);
    return topics;
  }

  private Optional<BatchWriter> rowsOf(String topic) {
    return definitions.get().stream()
        .filter(dataset -> dataset.topic().equals(topic))
        .findFirst()
        .map(dataset -> rows.compute(topic, (key, known) -> defined(dataset, known)).writer());
  }

  private Defined defined(Dataset dataset, Defined known) {
    return known != null && known.dataset().equals(dataset)
        ? known
        : new Defined(dataset, kinds.rowsOf(dataset));
  }
}
