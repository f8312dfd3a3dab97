package io.meanstream.stats.datasets;

import io.meanstream.catalog.dataset.Dataset;
import io.meanstream.stats.StatsConfig;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Reads the states of datasets, and remembers them for a moment. */
@ApplicationScoped
public class RecentStates {

  private final DatasetStateRepository states;
  private final long age;
  private final Map<String, Read> lastRead = new ConcurrentHashMap<>();

  /**
   * A state that was read at this {@link System#nanoTime()} or later.
   *
   * @param dataset its definition; a changed definition is another object
   */
  private record Read(Dataset dataset, Optional<String> version, long at) {

    Read later(Read other) {
      return other.at - at < 0 ? this : other;
    }
  }

  RecentStates(DatasetStateRepository states, StatsConfig config) {
    this.states = states;
    this.age = config.stateAge().toNanos();
  }

  /**
   * Whether this was the {@link Completeness#version} of the dataset at some moment in the last
   * {@code meanstream.state-age}. False if its state was not read since then.
   */
  public boolean isRecent(Dataset dataset, String version) {
    Read read = lastRead.get(dataset.name());
    return read != null
        && read.dataset() == dataset
        && System.nanoTime() - read.at() < age
        && read.version().filter(version::equals).isPresent();
  }

  /** The state of a dataset, read from the store. */
  public Uni<Completeness> read(Dataset dataset) {
    long now = System.nanoTime();
    return states
        .completeness(dataset)
        .invoke(
            state ->
                lastRead.merge(
                    dataset.name(), new Read(dataset, state.version(), now), Read::later));
  }
}
