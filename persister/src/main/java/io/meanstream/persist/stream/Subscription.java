package io.meanstream.persist.stream;

import java.time.Duration;
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
  private Set<String> found = Set.of();
  private boolean asking;
  private long askedAt;

  /**
   * @param subscribe called with the topics that exist, whenever these are others
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

  /** Asks if it is time to. */
  void refresh() {
    if (asking || System.nanoTime() - askedAt < every.toNanos()) {
      return;
    }
    asking = true;
    logs.topicIds(wanted).emitOn(loop).subscribe().with(ids -> found(ids.keySet()), this::failed);
  }

  /** The topics that do not exist yet. */
  Set<String> missing() {
    Set<String> missing = new TreeSet<>(wanted);
    missing.removeAll(found);
    return missing;
  }

  private void found(Set<String> topics) {
    asked();
    holds.release(KAFKA);
    if (!topics.equals(found)) {
      found = Set.copyOf(topics);
      subscribe.accept(found);
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
