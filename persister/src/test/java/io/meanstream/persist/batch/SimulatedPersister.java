package io.meanstream.persist.batch;

import com.mongodb.MongoSocketException;
import io.meanstream.persist.TripFixtures;
import io.meanstream.persist.store.BatchPlan;
import io.meanstream.persist.store.Position;
import io.meanstream.persist.store.Positions;
import io.meanstream.persist.store.StalePositionException;
import io.quarkus.mongodb.reactive.ReactiveMongoDatabase;
import io.smallrye.mutiny.Uni;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntSupplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** Reads a log to its end like a persister, in batches of varying size. */
final class SimulatedPersister {

  private static final TopicPartition PARTITION =
      new TopicPartition(TripFixtures.DATASET.topic(), 0);

  private final List<TripRecord> log;
  private final Positions positions;
  private final BatchWriter writer;
  private final IntSupplier batchSize;

  SimulatedPersister(
      List<TripRecord> log, ReactiveMongoDatabase store, Clock clock, IntSupplier batchSize) {
    this.log = log;
    this.positions = new Positions(store, clock);
    this.writer = new BatchWriters(store, positions, Runnable::run).rowsOf(TripFixtures.DATASET);
    this.batchSize = batchSize;
  }

  /** Completes at the end of the log. */
  Uni<Void> run() {
    return positions
        .open(PARTITION, "topic-1", 0)
        .chain(this::from)
        .onFailure(SimulatedPersister::isTransient)
        .recoverWithUni(this::run);
  }

  private static boolean isTransient(Throwable failure) {
    return failure instanceof StalePositionException || failure instanceof MongoSocketException;
  }

  private Uni<Void> from(Position at) {
    if (at.next() >= log.size()) {
      return Uni.createFrom().voidItem();
    }
    long to =
        at.plan()
            .map(BatchPlan::to)
            .orElseGet(() -> Math.min(log.size(), at.next() + batchSize.getAsInt()));
    return writer
        .decode(batch(at.next(), to))
        .chain(decoded -> writer.write(at, decoded))
        .chain(written -> from(written.position()));
  }

  private Batch batch(long from, long to) {
    List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
    for (long offset = from; offset < to; offset++) {
      records.add(log.get((int) offset).at(0, offset));
    }
    return new Batch(PARTITION, from, to, records);
  }
}
