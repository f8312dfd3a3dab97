package io.meanstream.persist.consumer;

import io.meanstream.persist.batch.Batch;
import io.meanstream.persist.batch.BatchWriter;
import io.meanstream.persist.store.BatchPlan;
import io.meanstream.persist.store.PartitionBlockedException;
import io.meanstream.persist.store.Position;
import io.meanstream.persist.store.StalePositionException;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;

/**
 * One partition from its assignment to its revocation: opened, read from the position in the store
 * on, written batch by batch, one at a time. Whatever fails, it is opened anew after a pause; until
 * then nothing of it is read. So it is when its dataset's definition changes.
 *
 * <p>Used by the consumer's thread alone; store and brokers answer there.
 */
final class PartitionConsumer {

  private static final Logger LOG = Logger.getLogger(PartitionConsumer.class);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);
  private static final Duration CHECK = Duration.ofSeconds(2);

  private enum State {
    OPENING,
    READING,
    WRITING
  }

  private final TopicPartition partition;
  private final PartitionContext context;
  private final PartitionOpener opening;
  private final RetryDelay backoff = new RetryDelay(FIRST_PAUSE, LONGEST_PAUSE);
  private final List<ConsumerRecord<byte[], byte[]>> pending = new ArrayList<>();
  private State state = State.OPENING;
  private Optional<BatchWriter> writer = Optional.empty();
  private Position position;
  private long readTo;
  private long startedAt;
  private long checkedAt;
  private int turn;

  PartitionConsumer(TopicPartition partition, PartitionContext context) {
    this.partition = partition;
    this.context = context;
    this.opening = new PartitionOpener(context);
  }

  /** Reads the position, then goes on there. */
  void open() {
    state = State.OPENING;
    pending.clear();
    context.consumer().pause(Set.of(partition));
    await(opening.open(partition), this::opened);
  }

  /** Only the answer to the latest question counts. */
  private <T> void await(Uni<T> answer, Consumer<T> then) {
    int asked = ++turn;
    answer
        .emitOn(context.loop())
        .subscribe()
        .with(
            item -> {
              if (turn == asked) {
                then.accept(item);
              }
            },
            failure -> {
              if (turn == asked) {
                failed(failure);
              }
            });
  }

  private void opened(PartitionOpener.Opened opened) {
    if (!opened.isBehind()) {
      recovered();
    }
    writer = opened.writer();
    position = opened.position();
    seek();
    read();
  }

  private void seek() {
    readTo = position.next();
    context.consumer().seek(partition, readTo);
  }

  private void read() {
    state = State.READING;
    checkedAt = System.nanoTime();
    context.consumer().resume(Set.of(partition));
  }

  /**
   * Takes what was polled.
   *
   * @param to the offset up to which the log was read
   */
  void polled(List<ConsumerRecord<byte[], byte[]>> records, long to) {
    if (state != State.READING) {
      return;
    }
    pending.addAll(records);
    readTo = to;
    if (position.plan().map(BatchPlan::to).orElse(to) <= to) {
      write();
    }
  }

  /**
   * Moves past what holds no records, such as the ends of transactions, since logs are cut before
   * it; and looks from time to time whether the store was emptied, the topic made anew or the
   * definition changed.
   *
   * @param to the offset up to which the log was read
   */
  void idle(long to) {
    if (state != State.READING) {
      return;
    }
    if (to > readTo) {
      polled(List.of(), to);
    } else if (System.nanoTime() - checkedAt > CHECK.toNanos()) {
      checkedAt = System.nanoTime();
      check(position);
    }
  }

  /** Nothing waits for the answer: it counts only while nothing else has happened. */
  private void check(Position at) {
    int asked = turn;
    Optional<BatchWriter> opened = writer;
    sameTopic(at)
        .chain(() -> sameWriter(context.writers().of(partition.topic()), opened))
        .chain(() -> context.positions().isCurrent(at))
        .emitOn(context.loop())
        .subscribe()
        .with(
            current -> {
              if (!current) {
                notChecked(
                    asked,
                    new StalePositionException(partition, "its position vanished from the store"));
              }
            },
            failure -> notChecked(asked, failure));
  }

  private void notChecked(int asked, Throwable failure) {
    if (turn == asked) {
      failed(failure);
    }
  }

  private void write() {
    state = State.WRITING;
    startedAt = System.nanoTime();
    context.consumer().pause(Set.of(partition));
    Batch read = new Batch(partition, position.next(), readTo, List.copyOf(pending));
    Batch batch = position.plan().map(plan -> read.until(plan.to())).orElse(read);
    pending.clear();
    Position at = position;
    Optional<BatchWriter> opened = writer;
    await(
        sameTopic(at)
            .chain(() -> sameWriter(context.writers().of(batch), opened))
            .map(this::defined)
            .chain(known -> known.write(at, batch)),
        this::written);
  }

  /** A topic made anew while it is read goes on at the same offset, which means another record. */
  private Uni<Void> sameTopic(Position at) {
    return context
        .metadata()
        .topicId(partition.topic())
        .invoke(
            id -> {
              if (!id.equals(at.topicId())) {
                throw new StalePositionException(partition, "the topic was made anew");
              }
            })
        .replaceWithVoid();
  }

  /**
   * The writer that the partition was opened with. A definition that changed has to be prepared
   * for: the store may refuse to mix its rows with those that are stored.
   */
  private Uni<Optional<BatchWriter>> sameWriter(
      Uni<Optional<BatchWriter>> writer, Optional<BatchWriter> opened) {
    return writer.invoke(
        now -> {
          if (!now.equals(opened)) {
            throw new StalePositionException(partition, "the definition of its dataset changed");
          }
        });
  }

  private BatchWriter defined(Optional<BatchWriter> known) {
    return known.orElseThrow(
        () ->
            new PartitionBlockedException(
                "no dataset is defined for topic %s any more: its records wait until one is"
                    .formatted(partition.topic())));
  }

  private void written(BatchWriter.WriteResult written) {
    context.metrics().wrote(partition, written.plan().counts(), System.nanoTime() - startedAt);
    recovered();
    position = written.position();
    if (readTo != position.next()) {
      seek();
    }
    read();
  }

  private void recovered() {
    backoff.reset();
    context.pauseReasons().resumed(partition.toString());
  }

  /** Something went wrong: nothing is read before the partition is opened anew. */
  void failed(Throwable failure) {
    state = State.OPENING;
    context.consumer().pause(Set.of(partition));
    if (failure instanceof StalePositionException) {
      LOG.infof("reading the position anew: %s", failure.getMessage());
    } else {
      LOG.debugf(failure, "%s failed", partition);
      context.pauseReasons().paused(partition.toString(), failure);
    }
    Uni<Void> pause = Uni.createFrom().voidItem().onItem().delayIt().by(backoff.pause());
    await(pause, passed -> open());
  }

  /** The offset to show as the group's, once something was read. */
  long next() {
    return position == null ? -1 : position.next();
  }

  /** Another consumer has the partition; what is under way ends as it may. */
  void close() {
    turn++;
    context.pauseReasons().resumed(partition.toString());
    context.metrics().forget(partition);
  }
}
