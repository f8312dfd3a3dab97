package io.meanstream.persist.consumer;

import io.meanstream.persist.batch.TopicWriters;
import io.meanstream.persist.store.Position;
import io.meanstream.persist.store.Positions;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.WakeupException;
import org.jboss.logging.Logger;

/**
 * Polls the consumer and passes records to its partitions. Only the thread in {@link #run} uses the
 * consumer, and polling is the only blocking call.
 */
public final class ConsumerLoop implements Runnable, ConsumerRebalanceListener {

  private static final Logger LOG = Logger.getLogger(ConsumerLoop.class);
  private static final Duration WAIT = Duration.ofMillis(500);
  private static final Duration HOUSEKEEPING = Duration.ofSeconds(1);
  private static final String CONSUMER = "consumer";

  private final Consumer<byte[], byte[]> consumer;
  private final PollLoopExecutor pollLoop;
  private final Subscription subscription;
  private final PartitionContext context;
  private final Map<TopicPartition, PartitionConsumer> partitions = new HashMap<>();
  private Map<TopicPartition, OffsetAndMetadata> committed = Map.of();
  private volatile Set<String> missing = Set.of();
  private volatile boolean running = true;
  private long housekeepingAt = System.nanoTime();

  /**
   * @param refresh how often to look for new and missing topics
   */
  public ConsumerLoop(
      Consumer<byte[], byte[]> consumer,
      TopicWriters writers,
      TopicMetadata metadata,
      Positions positions,
      PauseReasons pauseReasons,
      PersisterMetrics metrics,
      BatchTraces traces,
      Duration refresh) {
    this.consumer = consumer;
    this.pollLoop = new PollLoopExecutor(consumer::wakeup);
    this.subscription =
        new Subscription(
            metadata,
            pollLoop,
            pauseReasons,
            writers::topics,
            refresh,
            topics -> consumer.subscribe(topics, this));
    this.context =
        new PartitionContext(
            consumer, pollLoop, writers, metadata, positions, pauseReasons, metrics, traces);
  }

  @Override
  public void run() {
    try (consumer) {
      while (running) {
        iterate();
      }
      commit();
    }
  }

  /** Makes {@link #run} return soon. Any thread may call it. */
  public void stop() {
    running = false;
    consumer.wakeup();
  }

  /** The topics that do not exist yet. Any thread may call it. */
  public Set<String> missing() {
    return missing;
  }

  private void iterate() {
    try {
      pollLoop.runAll();
      subscription.refresh();
      missing = subscription.missing();
      ConsumerRecords<byte[], byte[]> records = poll();
      deliver(records);
      runHousekeeping(records.isEmpty());
      context.pauseReasons().resumed(CONSUMER);
    } catch (WakeupException e) {
      LOG.trace("woken up for a task");
    } catch (OffsetOutOfRangeException e) {
      // reopening them tells whether their logs were truncated or their topics recreated
      e.offsetOutOfRangePartitions().keySet().forEach(partition -> of(partition).failed(e));
    } catch (KafkaException e) {
      context.pauseReasons().paused(CONSUMER, e);
      context.metrics().failed(e);
      pollLoop.runNext(HOUSEKEEPING);
    }
  }

  private ConsumerRecords<byte[], byte[]> poll() {
    if (consumer.subscription().isEmpty()) {
      pollLoop.runNext(WAIT);
      return ConsumerRecords.empty();
    }
    try {
      return consumer.poll(WAIT);
    } catch (KafkaException e) {
      if (!UnreadableBatch.causes(e)) {
        throw e;
      }
      holdUnreadable();
      return ConsumerRecords.empty();
    }
  }

  /**
   * Pauses the partition whose batch cannot be read. The consumer stops at this batch and does not
   * say whose it is, so each partition is polled alone.
   */
  private void holdUnreadable() {
    for (TopicPartition suspect : reading()) {
      Set<TopicPartition> others = reading();
      others.remove(suspect);
      consumer.pause(others);
      try {
        deliver(consumer.poll(Duration.ZERO));
      } catch (KafkaException e) {
        if (!UnreadableBatch.causes(e)) {
          throw e;
        }
        of(suspect).failed(UnreadableBatch.of(suspect, consumer.position(suspect), e));
      } finally {
        others.retainAll(consumer.assignment());
        consumer.resume(others);
      }
    }
  }

  private Set<TopicPartition> reading() {
    Set<TopicPartition> reading = new HashSet<>(consumer.assignment());
    reading.removeAll(consumer.paused());
    return reading;
  }

  private void deliver(ConsumerRecords<byte[], byte[]> records) {
    for (TopicPartition partition : records.partitions()) {
      long to = records.nextOffsets().get(partition).offset();
      of(partition).polled(records.records(partition), to);
    }
  }

  private void runHousekeeping(boolean idle) {
    if (System.nanoTime() - housekeepingAt < HOUSEKEEPING.toNanos()) {
      return;
    }
    housekeepingAt = System.nanoTime();
    partitions.forEach(
        (partition, consumed) -> {
          consumer.currentLag(partition).ifPresent(lag -> context.metrics().lags(partition, lag));
          consumed.measureLag();
        });
    if (idle) {
      checkIdle();
    }
    commit();
  }

  private void checkIdle() {
    List<Position> positions =
        partitions.values().stream().flatMap(each -> each.position().stream()).toList();
    IdleCheck check = new IdleCheck(context.metadata(), context.positions(), positions);
    partitions.forEach(
        (partition, consumed) -> readTo(partition).ifPresent(to -> consumed.idle(to, check)));
  }

  /** The consumer's position; empty while the client validates it with a new leader. */
  private OptionalLong readTo(TopicPartition partition) {
    try {
      return OptionalLong.of(consumer.position(partition, Duration.ZERO));
    } catch (TimeoutException e) {
      LOG.debugf("%s has no position yet: %s", partition, e.getMessage());
      return OptionalLong.empty();
    }
  }

  /** Only lag displays use committed offsets; the store says where to continue. */
  private void commit() {
    Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
    partitions.forEach(
        (partition, consumed) ->
            consumed
                .position()
                .ifPresent(at -> offsets.put(partition, new OffsetAndMetadata(at.next()))));
    if (offsets.equals(committed)) {
      return;
    }
    consumer.commitAsync(
        offsets,
        (done, failure) -> {
          if (failure == null) {
            committed = done;
          } else {
            LOG.debugf("offsets not committed: %s", failure.getMessage());
          }
        });
  }

  private PartitionConsumer of(TopicPartition partition) {
    return partitions.get(partition);
  }

  @Override
  public void onPartitionsAssigned(Collection<TopicPartition> assigned) {
    for (TopicPartition partition : assigned) {
      LOG.infof("assigned partition=%s", partition);
      // the consumer needs a position until the store tells the right one; nothing is read here
      consumer.seek(partition, 0);
      PartitionConsumer opened = new PartitionConsumer(partition, context);
      partitions.put(partition, opened);
      opened.open();
    }
  }

  @Override
  public void onPartitionsRevoked(Collection<TopicPartition> revoked) {
    for (TopicPartition partition : revoked) {
      LOG.infof("revoked partition=%s", partition);
      partitions.remove(partition).close();
    }
  }
}
