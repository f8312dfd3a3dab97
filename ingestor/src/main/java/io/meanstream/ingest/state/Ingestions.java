package io.meanstream.ingest.state;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;

/** All ingestions in memory, with how far each is; for answers that must not wait. */
@ApplicationScoped
public class Ingestions {

  private final Map<String, Ingestion> byId = new ConcurrentSkipListMap<>();
  private final Map<String, Checkpoint> progress = new ConcurrentHashMap<>();
  private final Map<String, Pace> paces = new ConcurrentHashMap<>();

  /** Takes an ingestion in its newest state. */
  public void put(Ingestion ingestion) {
    byId.put(ingestion.id(), ingestion);
    if (ingestion.state().isEnded()) {
      paces.remove(ingestion.id());
    }
  }

  /** A worker begins to pass through an ingestion's source, and counts rows from this one on. */
  public Pace begin(String id, long from) {
    Pace pace = new Pace(from);
    paces.put(id, pace);
    return pace;
  }

  /** How fast a worker is at this moment, where there is one. */
  public Optional<Pace> pace(String id) {
    return Optional.ofNullable(paces.get(id));
  }

  /** Takes the newest place of an ingestion. */
  public void put(Checkpoint checkpoint) {
    progress.put(checkpoint.ingestion(), checkpoint);
  }

  /** The ingestion of this id. */
  public Optional<Ingestion> find(String id) {
    return Optional.ofNullable(byId.get(id));
  }

  /** All, in the order in which they were asked for. */
  public List<Ingestion> all() {
    return List.copyOf(byId.values());
  }

  /** How far an ingestion is; nothing before its first row. */
  public Optional<Checkpoint> progress(String id) {
    return Optional.ofNullable(progress.get(id));
  }
}
