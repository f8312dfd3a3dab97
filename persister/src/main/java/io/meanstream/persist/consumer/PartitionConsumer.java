package io.meanstream.persist.consumer;

import io.meanstream.persist.batch.Batch;
import io.meanstream.persist.batch.BatchWriter;
import io.meanstream.persist.batch.DecodedBatch;
import io.meanstream.persist.store.BatchPlan;
import io.meanstream.persist.store.PartitionBlockedException;
import io.meanstream.persist.store.Position;
import io.meanstream.persist.store.StalePositionException;
import io.meanstream.service.logs.LogFields;
import io.opentelemetry.api.trace.Span;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;

/**
 * Reads one partition from its assignment to its revocation, starting at the position in the store,
 * and writes one batch at a time. Meanwhile it reads and decodes the next one. After any failure,
 * and when its dataset's definition changes, the partition is paused and reopened.
 *
 * <p>Only the consumer thread uses it; replies from the store and the brokers arrive there.
 */
final class PartitionConsumer {

  private static final Logger LOG = Logger.getLogger(PartitionConsumer.class);
  private static final Duration FIRST_DELAY = Duration.ofMillis(100);
  private static final Duration MAX_DELAY = Duration.ofSeconds(5);
  private static final Duration CHECK_INTERVAL = Duration.ofSeconds(2);

  /** Nothing is read ahead of a larger batch: the heap is small, and partitions may be many. */
  private static final long READ_AHEAD_BYTES = 4 << 20;

  private enum State {
    OPENING,
    READING,
    WRITING
  }

  /**
   * A batch that was read.
   *
   * @param ready completes once the batch is decoded and may be written
   */
  private record ReadBatch(Batch batch, Uni<Ready> ready) {}

  private record Ready(BatchWriter writer, DecodedBatch batch) {}

  private final TopicPartition partition;
  private final PartitionContext context;
  private final PartitionOpener opener;
  private final RetryDelay retryDelay = new RetryDelay(FIRST_DELAY, MAX_DELAY);
  private final List<ConsumerRecord<byte[], byte[]>> pending = new ArrayList<>();
  private State state = State.OPENING;
  private Optional<BatchWriter> writer = Optional.empty();
  private Position position;
  private Optional<ReadBatch> next = Optional.empty();
  private long batchedTo;
  private long readTo;
  private long startedAt;
  private Span span = Span.getInvalid();
  private long checkedAt;
  private int requestNumber;

  PartitionConsumer(TopicPartition partition, PartitionContext context) {
    this.partition = partition;
    this.context = context;
    this.opener = new PartitionOpener(context);
  }

  /** Reads the position and continues there. */
  void open() {
    state = State.OPENING;
    pending.clear();
    next = Optional.empty();
    context.consumer().pause(Set.of(partition));
    await(opener.open(partition), this::opened);
  }

  /** Ignores the reply if something else was requested in the meantime. */
  private <T> void await(Uni<T> answer, Consumer<T> then) {
    int requested = ++requestNumber;
    answer
        .emitOn(context.loop())
        .subscribe()
        .with(
            item -> {
              if (requestNumber == requested) {
                then.accept(item);
              }
            },
            failure -> {
              if (requestNumber == requested) {
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
    batchedTo = readTo;
    context.consumer().seek(partition, readTo);
  }

  private void read() {
    state = State.READING;
    checkedAt = System.nanoTime();
    context.consumer().resume(Set.of(partition));
  }

  /**
   * Accepts polled records.
   *
   * @param to the offset up to which the log was read
   */
  void polled(List<ConsumerRecord<byte[], byte[]>> records, long to) {
    if (state == State.OPENING) {
      return;
    }
    pending.addAll(records);
    readTo = to;
    if (state == State.WRITING) {
      context.consumer().pause(Set.of(partition));
      next = Optional.of(readBatch());
    } else if (position.plan().map(BatchPlan::to).orElse(to) <= to) {
      write(readBatch());
    }
  }

  /**
   * Moves past offsets without records, such as transaction markers, before the log is truncated
   * there. From time to time it checks whether the store was emptied, the topic was recreated or
   * the definition changed.
   *
   * @param to the offset up to which the log was read
   * @param check of all partitions
   */
  void idle(long to, IdleCheck check) {
    if (state != State.READING) {
      return;
    }
    if (to > readTo) {
      polled(List.of(), to);
    } else if (System.nanoTime() - checkedAt > CHECK_INTERVAL.toNanos()) {
      checkedAt = System.nanoTime();
      check(position, check);
    }
  }

  /** Runs in the background: the result counts only if nothing else has happened. */
  private void check(Position at, IdleCheck check) {
    int requested = requestNumber;
    Optional<BatchWriter> opened = writer;
    sameTopic(check.topicId(partition.topic()), at)
        .chain(() -> sameWriter(context.writers().of(partition.topic()), opened))
        .chain(() -> check.isCurrent(at))
        .emitOn(context.loop())
        .subscribe()
        .with(
            current -> {
              if (!current) {
                checkFailed(
                    requested,
                    new StalePositionException(
                        partition, "its position disappeared from the store"));
              }
            },
            failure -> checkFailed(requested, failure));
  }

  private void checkFailed(int requested, Throwable failure) {
    if (requestNumber == requested) {
      failed(failure);
    }
  }

  /** Starts to decode the pending records. A failure counts when the batch is written. */
  private ReadBatch readBatch() {
    Batch read = new Batch(partition, batchedTo, readTo, List.copyOf(pending));
    Batch batch =
        state == State.WRITING
            ? read
            : position.plan().map(plan -> read.until(plan.to())).orElse(read);
    pending.clear();
    batchedTo = batch.to();
    Optional<BatchWriter> opened = writer;
    Uni<Ready> ready =
        sameTopic(context.metadata().topicId(partition.topic()), position)
            .chain(() -> sameWriter(context.writers().of(batch), opened))
            .map(this::defined)
            .chain(known -> known.decode(batch).map(decoded -> new Ready(known, decoded)))
            .memoize()
            .indefinitely();
    ready.subscribe().with(decoded -> {}, failure -> LOG.tracef(failure, "%s waits", partition));
    return new ReadBatch(batch, ready);
  }

  /** A batch with a plan ends where the plan does, so what follows it is read again. */
  private void write(ReadBatch read) {
    state = State.WRITING;
    startedAt = System.nanoTime();
    if (position.plan().isPresent() || read.batch().bytes() > READ_AHEAD_BYTES) {
      context.consumer().pause(Set.of(partition));
    }
    span = context.traces().start(read.batch());
    Position at = position;
    await(
        read.ready().chain(ready -> ready.writer().write(at, ready.batch())),
        result -> written(read.batch(), result));
  }

  /** In a topic recreated while it is read, the same offset means another record. */
  private Uni<Void> sameTopic(Uni<String> topicId, Position at) {
    return topicId
        .invoke(
            id -> {
              if (!id.equals(at.topicId())) {
                throw new StalePositionException(partition, "the topic was recreated");
              }
            })
        .replaceWithVoid();
  }

  /**
   * The writer that the partition was opened with. A changed definition must be prepared first: the
   * store may refuse to mix its rows with the stored ones.
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
                "no dataset uses topic %s any more: its records wait until one does"
                    .formatted(partition.topic())));
  }

  private void written(Batch batch, BatchWriter.WriteResult written) {
    context.metrics().wrote(partition, written.plan().counts(), System.nanoTime() - startedAt);
    batch.arrivedAt().ifPresent(this::measureDelay);
    context.traces().stored(span, batch, !written.plan().days().isEmpty());
    recovered();
    position = written.position();
    if (next.isPresent()) {
      ReadBatch read = next.get();
      next = Optional.empty();
      context.consumer().resume(Set.of(partition));
      write(read);
      return;
    }
    if (readTo != position.next()) {
      seek();
    }
    read();
  }

  private void measureDelay(long arrivedAt) {
    context.metrics().delayed(partition, Duration.ofMillis(System.currentTimeMillis() - arrivedAt));
  }

  /**
   * Measures the lag while a fault pauses the partition: the consumer learns of new records only
   * while it reads.
   */
  void measureLag() {
    if (state != State.OPENING || position == null) {
      return;
    }
    int requested = requestNumber;
    context
        .metadata()
        .end(partition)
        .emitOn(context.loop())
        .subscribe()
        .with(
            end -> {
              if (requestNumber == requested) {
                context.metrics().lags(partition, Math.max(0, end - position.next()));
              }
            },
            failure -> LOG.debugf("lag of %s unknown: %s", partition, failure.getMessage()));
  }

  private void recovered() {
    retryDelay.reset();
    logged(() -> context.pauseReasons().resumed(partition.toString()));
  }

  /** Pauses the partition and reopens it after a delay. */
  void failed(Throwable failure) {
    if (state == State.WRITING) {
      context.traces().failed(span, failure);
    }
    state = State.OPENING;
    context.consumer().pause(Set.of(partition));
    logged(() -> tell(failure));
    Uni<Void> pause = Uni.createFrom().voidItem().onItem().delayIt().by(retryDelay.next());
    await(pause, passed -> open());
  }

  private void tell(Throwable failure) {
    if (failure instanceof StalePositionException) {
      LOG.infof("reopening %s", failure.getMessage());
    } else {
      LOG.debugf(failure, "%s failed", partition);
      context.pauseReasons().paused(partition.toString(), failure);
      context.metrics().failed(failure);
    }
  }

  /** The lines that the action logs have the dataset as a field. */
  private void logged(Runnable action) {
    LogFields fields =
        LogFields.put(
            context
                .writers()
                .dataset(partition.topic())
                .map(name -> Map.of(LogFields.DATASET, name))
                .orElse(Map.of()));
    try {
      action.run();
    } finally {
      fields.close();
    }
  }

  /** The last position that was read or written; empty before the partition was opened. */
  Optional<Position> position() {
    return Optional.ofNullable(position);
  }

  /** The partition was revoked. Requests in flight are left to finish. */
  void close() {
    requestNumber++;
    context.pauseReasons().resumed(partition.toString());
    context.metrics().forget(partition);
  }
}
