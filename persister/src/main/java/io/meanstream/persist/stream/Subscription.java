package io.meanstream.persist.stream;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/**
 * Looks for topics until they are there. Subscribing to a topic that does not exist makes the
 * client complain with each of its requests.
 *
 * <p>Used by the consumer's thread alone.
 */
final class Subscription {

  private static final String KAFKA = "kafka";

  private final Logs logs;
  private final Executor loop;
  private final Holds holds;
  private final Set<String> wanted;
  private final Duration every;
  private final Consumer<Set<String>> subscribe;
  private final Set<String> found = new HashSet<>();
  private boolean asking;
  private long askedAt;

  /**
   * @param subscribe called with all topics that were found, whenever these are more
   */
  Subscription(
      Logs logs,
      Executor loop,
      Holds holds,
      Set<String> wanted,
      Duration every,
      Consumer<Set<String>> subscribe) {
    this.logs = logs;
    this.loop = loop;
    this.holds = holds;
    this.wanted = Set.copyOf(wanted);
    this.every = every;
    this.subscribe = subscribe;
    this.askedAt = System.nanoTime() - every.toNanos();
  }

  /** Asks if some are missing and it is time to. */
  void refresh() {
    if (asking || missing().isEmpty() || System.nanoTime() - askedAt < every.toNanos()) {
      return;
    }
    asking = true;
    logs.topicIds(missing())
        .emitOn(loop)
        .subscribe()
        .with(ids -> found(ids.keySet()), this::failed);
  }

  /** The topics that were not there whenever it was asked. */
  Set<String> missing() {
    Set<String> missing = new TreeSet<>(wanted);
    missing.removeAll(found);
    return missing;
  }

  private void found(Set<String> topics) {
    asked();
    holds.release(KAFKA);
    if (found.addAll(topics)) {
      subscribe.accept(Set.copyOf(found));
    }
  }

  private void failed(Throwable failure) {
    asked();
    holds.hold(KAFKA, Reason.of(failure));
  }

  private void asked() {
    asking = false;
    askedAt = System.nanoTime();
  }
}
