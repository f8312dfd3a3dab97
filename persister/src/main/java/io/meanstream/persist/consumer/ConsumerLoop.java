package io.meanstream.persist.consumer;

import io.meanstream.persist.batch.TopicWriters;
import io.meanstream.persist.store.Positions;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
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
 * The consumer and the partitions that it has. {@link #run} is its thread, the only one that
 * touches it, and the only thing that ever blocks: it waits for records.
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
  private volatile Set<String> missing = Set.of();
  private volatile boolean running = true;
  private long keptAt = System.nanoTime();

  /**
   * @param refresh how often new and missing topics are looked for
   */
  public ConsumerLoop(
      Consumer<byte[], byte[]> consumer,
      TopicWriters writers,
      TopicMetadata metadata,
      Positions positions,
      PauseReasons pauseReasons,
      PersisterMetrics metrics,
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
            consumer, pollLoop, writers, metadata, positions, pauseReasons, metrics);
  }

  @Override
  public void run() {
    try (consumer) {
      while (running) {
        turn();
      }
      commit();
    }
  }

  /** Ends {@link #run} soon; may be called by any thread. */
  public void stop() {
    running = false;
    consumer.wakeup();
  }

  /** The topics that are waited for; may be called by any thread. */
  public Set<String> missing() {
    return missing;
  }

  private void turn() {
    try {
      pollLoop.runAll();
      subscription.refresh();
      missing = subscription.missing();
      ConsumerRecords<byte[], byte[]> records = poll();
      deliver(records);
      keepHouse(records.isEmpty());
      context.pauseReasons().resumed(CONSUMER);
    } catch (WakeupException e) {
      LOG.trace("woken up for a task");
    } catch (OffsetOutOfRangeException e) {
      // opening them anew tells whether their logs were cut or their topics made anew
      e.offsetOutOfRangePartitions().keySet().forEach(partition -> stream(partition).failed(e));
    } catch (KafkaException e) {
      context.pauseReasons().paused(CONSUMER, e);
      pollLoop.runNext(HOUSEKEEPING);
    }
  }

  private ConsumerRecords<byte[], byte[]> poll() {
    if (consumer.subscription().isEmpty()) {
      pollLoop.runNext(WAIT);
      return ConsumerRecords.empty();
    }
    return consumer.poll(WAIT);
  }

  private void deliver(ConsumerRecords<byte[], byte[]> records) {
    for (TopicPartition partition : records.partitions()) {
      long to = records.nextOffsets().get(partition).offset();
      stream(partition).polled(records.records(partition), to);
    }
  }

  private void keepHouse(boolean idle) {
    if (System.nanoTime() - keptAt < HOUSEKEEPING.toNanos()) {
      return;
    }
    keptAt = System.nanoTime();
    partitions.forEach(
        (partition, stream) -> {
          consumer.currentLag(partition).ifPresent(lag -> context.metrics().lags(partition, lag));
          if (idle) {
            readTo(partition).ifPresent(stream::idle);
          }
        });
    commit();
  }

  /** How far the log was read; empty while the client checks it with a new leader. */
  private OptionalLong readTo(TopicPartition partition) {
    try {
      return OptionalLong.of(consumer.position(partition, Duration.ZERO));
    } catch (TimeoutException e) {
      LOG.debugf("%s has no position yet: %s", partition, e.getMessage());
      return OptionalLong.empty();
    }
  }

  /** For displays of lag alone; where to go on stands in the store. */
  private void commit() {
    Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
    partitions.forEach(
        (partition, stream) -> {
          if (stream.next() >= 0) {
            offsets.put(partition, new OffsetAndMetadata(stream.next()));
          }
        });
    consumer.commitAsync(
        offsets,
        (committed, failure) -> {
          if (failure != null) {
            LOG.debugf("offsets not committed: %s", failure.getMessage());
          }
        });
  }

  private PartitionConsumer stream(TopicPartition partition) {
    return partitions.get(partition);
  }

  @Override
  public void onPartitionsAssigned(Collection<TopicPartition> assigned) {
    for (TopicPartition partition : assigned) {
      LOG.infof("assigned partition=%s", partition);
      // some position has to be there before the store has told the true one; nothing is read at it
      consumer.seek(partition, 0);
      PartitionConsumer stream = new PartitionConsumer(partition, context);
      partitions.put(partition, stream);
      stream.open();
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
