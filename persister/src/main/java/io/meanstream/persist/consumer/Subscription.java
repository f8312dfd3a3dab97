package io.meanstream.persist.consumer;

import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Subscribes to the topics of all datasets as soon as they exist: for a missing topic the client
 * would log a warning with every request. A topic stays subscribed after its dataset is deleted.
 *
 * <p>Only the consumer thread uses it.
 */
final class Subscription {

  private static final String KAFKA = "kafka";

  private final TopicMetadata metadata;
  private final Executor loop;
  private final PauseReasons pauseReasons;
  private final Supplier<Uni<Set<String>>> topics;
  private final Duration every;
  private final Consumer<Set<String>> subscribe;
  private final Set<String> found = new HashSet<>();
  private Set<String> wanted = Set.of();
  private boolean asking;
  private long askedAt;

  /**
   * @param topics returns the topics that are wanted now
   * @param subscribe called with all existing topics when there are new ones
   */
  Subscription(
      TopicMetadata metadata,
      Executor loop,
      PauseReasons pauseReasons,
      Supplier<Uni<Set<String>>> topics,
      Duration every,
      Consumer<Set<String>> subscribe) {
    this.metadata = metadata;
    this.loop = loop;
    this.pauseReasons = pauseReasons;
    this.topics = topics;
    this.every = every;
    this.subscribe = subscribe;
    this.askedAt = System.nanoTime() - every.toNanos();
  }

  /** Looks for topics if the interval has passed. */
  void refresh() {
    if (asking || System.nanoTime() - askedAt < every.toNanos()) {
      return;
    }
    asking = true;
    topics
        .get()
        .emitOn(loop)
        .invoke(now -> wanted = now)
        .chain(this::lookForMissing)
        .emitOn(loop)
        .subscribe()
        .with(ids -> found(ids.keySet()), this::failed);
  }

  private Uni<Map<String, String>> lookForMissing() {
    return missing().isEmpty() ? Uni.createFrom().item(Map.of()) : metadata.existing(missing());
  }

  /** The wanted topics that did not exist when last checked. */
  Set<String> missing() {
    Set<String> missing = new TreeSet<>(wanted);
    missing.removeAll(found);
    return missing;
  }

  private void found(Set<String> topics) {
    asked();
    pauseReasons.resumed(KAFKA);
    if (found.addAll(topics)) {
      subscribe.accept(Set.copyOf(found));
    }
  }

  private void failed(Throwable failure) {
    asked();
    pauseReasons.paused(KAFKA, failure);
  }

  private void asked() {
    asking = false;
    askedAt = System.nanoTime();
  }
}
