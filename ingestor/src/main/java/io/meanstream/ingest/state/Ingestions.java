package io.meanstream.ingest.state;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;

/** All ingestions and their progress, in memory, for responses that must not block. Thread-safe. */
@ApplicationScoped
public class Ingestions {

  private final Map<String, Ingestion> byId = new ConcurrentSkipListMap<>();
  private final Map<String, Checkpoint> checkpoints = new ConcurrentHashMap<>();
  private final Map<String, ReadProgress> passes = new ConcurrentHashMap<>();
  private final Map<String, Instant> progressedAt = new ConcurrentHashMap<>();

  /** Stores the newest state of an ingestion. */
  public void put(Ingestion ingestion) {
    byId.put(ingestion.id(), ingestion);
    if (ingestion.state().isEnded()) {
      passes.remove(ingestion.id());
      progressedAt.remove(ingestion.id());
    }
  }

  /** Stores an ingestion if its id is new; returns whether it was new. */
  public boolean add(Ingestion ingestion) {
    return byId.putIfAbsent(ingestion.id(), ingestion) == null;
  }

  /** Stores the newest checkpoint of an ingestion. */
  public void put(Checkpoint checkpoint) {
    checkpoints.put(checkpoint.ingestion(), checkpoint);
  }

  /** Records that rows of an ingestion were committed. */
  public void progressed(String id, Instant at) {
    progressedAt.put(id, at);
  }

  /**
   * When rows of an ingestion were last committed; before the first commit, when its source was
   * opened.
   */
  public Optional<Instant> progressedAt(Ingestion ingestion) {
    return Optional.ofNullable(progressedAt.get(ingestion.id())).or(ingestion::startedAt);
  }

  /** Starts a worker's pass over a source, which counts rows from this one on. */
  public ReadProgress startPass(String id, long firstRow) {
    ReadProgress progress = new ReadProgress(firstRow);
    passes.put(id, progress);
    return progress;
  }

  /** The ingestion with this id. */
  public Optional<Ingestion> find(String id) {
    return Optional.ofNullable(byId.get(id));
  }

  /** All ingestions, in the order in which they were requested. */
  public List<Ingestion> all() {
    return List.copyOf(byId.values());
  }

  /** The newest checkpoint of an ingestion; empty before its first one. */
  public Optional<Checkpoint> checkpoint(String id) {
    return Optional.ofNullable(checkpoints.get(id));
  }

  /** The progress of the current pass, or of the last one. */
  public Optional<ReadProgress> readProgress(String id) {
    return Optional.ofNullable(passes.get(id));
  }
}
