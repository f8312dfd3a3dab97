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

  /** Takes an ingestion in its newest state. */
  public void put(Ingestion ingestion) {
    byId.put(ingestion.id(), ingestion);
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
