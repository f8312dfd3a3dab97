package io.meanstream.persist.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

import io.meanstream.persist.TestStore;
import io.meanstream.persist.TripFixtures;
import io.meanstream.persist.store.Counts;
import io.meanstream.persist.store.Position;
import io.meanstream.persist.store.Positions;
import io.meanstream.persist.store.StalePositionException;
import io.quarkus.mongodb.reactive.ReactiveMongoDatabase;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.bson.BsonDocument;
import org.bson.BsonInt64;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(TestStore.class)
class BatchWriterTest {

  private static final Duration SOON = Duration.ofMinutes(1);
  private static final TopicPartition PARTITION = new TopicPartition("trips", 0);
  private static final LocalDate MAY_1 = LocalDate.of(2021, 5, 1);
  private static final LocalDate MAY_2 = LocalDate.of(2021, 5, 2);
  private static final LocalDate MAY_3 = LocalDate.of(2021, 5, 3);

  private final ReactiveMongoDatabase store;
  private final Positions positions;
  private final BatchWriter writer;

  BatchWriterTest(ReactiveMongoDatabase store) {
    this.store = store;
    this.positions = new Positions(store, new TickingClock());
    this.writer = new BatchWriters(store, positions, Runnable::run).rowsOf(TripFixtures.DATASET);
  }

  @BeforeEach
  void empty() {
    TestStore.empty(store);
  }

  @Test
  void theLastRecordOfAKeyIsStoredAndAllItsDaysAreDirty() {
    // When
    BatchWriter.WriteResult written =
        write(
            writer,
            open(),
            trip("k", MAY_1, 1),
            trip("k", MAY_2, 1),
            trip("k", MAY_2, 1),
            trip("k", MAY_3, 1));

    // Then
    assertThat(written.plan().counts()).isEqualTo(new Counts(1, 2, 1, 0));
    assertThat(written.position().next()).isEqualTo(4);
    assertThat(row("k").getDateTime("at").getValue()).isEqualTo(noon(MAY_3));
    assertThat(dirtyDays()).containsExactly("2021-05-01", "2021-05-02", "2021-05-03");
  }

  @Test
  void aCorrectionMarksTheOldAndTheNewDayDirty() {
    // Given
    BatchWriter.WriteResult first = write(writer, open(), trip("k", MAY_1, 1));
    clearDirtyDays();

    // When
    BatchWriter.WriteResult second = write(writer, first.position(), trip("k", MAY_3, 1));

    // Then
    assertThat(second.plan().counts()).isEqualTo(new Counts(0, 1, 0, 0));
    assertThat(dirtyDays()).containsExactly("2021-05-01", "2021-05-03");
  }

  @Test
  void aDuplicateMarksNoDayDirtyAndKeepsTheOrigin() {
    // Given
    BatchWriter.WriteResult first = write(writer, open(), trip("k", MAY_1, 1));
    clearDirtyDays();

    // When
    BatchWriter.WriteResult second = write(writer, first.position(), trip("k", MAY_1, 1));

    // Then
    assertThat(second.plan().counts()).isEqualTo(new Counts(0, 0, 1, 0));
    assertThat(dirtyDays()).isEmpty();
    assertThat(row("k").getDocument("_src").getInt64("offset").getValue()).isZero();
  }

  @Test
  void equalDecimalsWithDifferentScalesAreDuplicates() {
    // Given
    BatchWriter.WriteResult first =
        writeBills(writer, open(), bill("1.0", "2021-05-31"), bill("1.00", "2021-05-31"));

    // When the same record arrives again after it was stored
    BatchWriter.WriteResult again =
        writeBills(writer, first.position(), bill("1.000", "2021-05-31"));
    BatchWriter.WriteResult other =
        writeBills(writer, again.position(), bill("1.001", "2021-05-31"));
    BatchWriter.WriteResult later =
        writeBills(writer, other.position(), bill("1.001", "2021-06-01"));

    // Then
    assertThat(first.plan().counts()).isEqualTo(new Counts(1, 0, 1, 0));
    assertThat(again.plan().counts()).isEqualTo(new Counts(0, 0, 1, 0));
    assertThat(other.plan().counts()).isEqualTo(new Counts(0, 1, 0, 0));
    assertThat(later.plan().counts()).isEqualTo(new Counts(0, 1, 0, 0));
    assertThat(row("k").getDecimal128("fare").getValue()).hasToString("1.001");
    assertThat(row("k").getDateTime("due").getValue())
        .isEqualTo(Instant.parse("2021-06-01T00:00:00Z").toEpochMilli());
  }

  @Test
  void totalsFromBeforeTheStoreWasEmptiedDoNotOutrankLaterOnes() {
    // Given a persister that is about to create its position, and one that writes its first totals
    TickingClock clock = new TickingClock();
    SingleStepGate later = persister(clock, 2);
    later.step(false);
    SingleStepGate earlier = persister(clock, 1);
    stepUntilAnIngestionIsStored(earlier);
    TestStore.empty(store);

    // When
    stepUntilAnIngestionIsStored(later);
    earlier.step(false);
    while (later.isWaiting()) {
      later.step(false);
    }

    // Then
    assertThat(total()).isEqualTo(new Counts(2, 0, 0, 0));
  }

  @Test
  void aStalePersisterChangesNothing() {
    // Given
    Position late = open();
    BatchWriter.WriteResult first = write(writer, open(), trip("k", MAY_1, 1));
    write(writer, first.position(), trip("k", MAY_2, 2));

    // When, then
    assertThatExceptionOfType(StalePositionException.class)
        .isThrownBy(() -> write(writer, late, trip("k", MAY_1, 1)));
    assertThat(row("k").getInt64("seats").getValue()).isEqualTo(2);
    assertThat(total()).isEqualTo(new Counts(1, 1, 0, 0));
  }

  @Test
  void aBatchStartedBeforeTheStoreWasEmptiedIsNotFinishedAfterwards() {
    // Given
    Position before = open();
    TestStore.empty(store);
    Position after = open();

    // When, then
    assertThatExceptionOfType(StalePositionException.class)
        .isThrownBy(() -> write(writer, before, trip("k", MAY_1, 1)));
    assertThat(after.next()).isEqualTo(before.next());
    assertThat(open()).isEqualTo(after);
  }

  @Test
  void aCorrectionRefusedByTheStoreAndItsRepeatsBecomeRejects() {
    // Given
    BatchWriter.WriteResult first = write(writer, open(), trip("k", MAY_1, 1));
    BatchWriter refusing = refusing(document -> number(document, "seats") == 7);

    // When
    BatchWriter.WriteResult second =
        write(
            refusing,
            first.position(),
            trip("k", MAY_1, 2),
            trip("k", MAY_1, 7),
            trip("k", MAY_1, 7));

    // Then
    assertThat(second.plan().counts()).isEqualTo(new Counts(0, 1, 0, 2));
    assertThat(row("k").getInt64("seats").getValue()).isEqualTo(2);
    assertThat(TestStore.all(store, "rejects"))
        .extracting(
            reject -> reject.getString("_id").getValue(),
            reject -> reject.getString("rule").getValue())
        .containsExactlyInAnyOrder(tuple("in|3", "store"), tuple("in|4", "store"));
    assertThat(total()).isEqualTo(new Counts(1, 1, 0, 2));
  }

  @Test
  void theNextRecordOfAKeyIsInsertedIfTheStoreRefusesTheFirst() {
    // Given
    BatchWriter refusing = refusing(document -> number(document, "seats") == 7);

    // When
    BatchWriter.WriteResult written =
        write(refusing, open(), trip("k", MAY_1, 7), trip("k", MAY_1, 7), trip("k", MAY_2, 1));

    // Then
    assertThat(written.plan().counts()).isEqualTo(new Counts(1, 0, 0, 2));
    assertThat(row("k").getInt64("seats").getValue()).isEqualTo(1);
    assertThat(dirtyDays()).containsExactly("2021-05-02");
  }

  @Test
  void anEmptyBatchOnlyAdvancesThePosition() {
    // When
    BatchWriter.WriteResult written =
        writer
            .decode(new Batch(PARTITION, 0, 5, List.of()))
            .chain(decoded -> writer.write(open(), decoded))
            .await()
            .atMost(SOON);

    // Then
    assertThat(written.position().next()).isEqualTo(5);
    assertThat(open()).isEqualTo(written.position());
    assertThat(TestStore.all(store, "ingestions")).isEmpty();
  }

  /** Starts a persister of two records. */
  private SingleStepGate persister(TickingClock clock, int batchSize) {
    SingleStepGate gate = new SingleStepGate(document -> false, new Random(1));
    List<TripRecord> log = List.of(trip("k", MAY_1, 1), trip("l", MAY_1, 1));
    new SimulatedPersister(log, GatedStore.of(store, gate), clock, () -> batchSize)
        .run()
        .subscribe()
        .with(done -> {});
    return gate;
  }

  private void stepUntilAnIngestionIsStored(SingleStepGate gate) {
    while (TestStore.all(store, "ingestions").isEmpty()) {
      gate.step(false);
    }
  }

  private Position open() {
    return positions.open(PARTITION, "topic-1", 0).await().atMost(SOON);
  }

  private static BatchWriter.WriteResult write(
      BatchWriter writer, Position at, TripRecord... trips) {
    List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
    for (TripRecord trip : trips) {
      records.add(trip.at(0, at.next() + records.size()));
    }
    return write(writer, at, records);
  }

  private static BatchWriter.WriteResult writeBills(
      BatchWriter writer, Position at, byte[]... bills) {
    List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
    for (byte[] bill : bills) {
      long offset = at.next() + records.size();
      records.add(
          TripFixtures.record(
              "trips",
              0,
              offset,
              TripFixtures.bytes("k"),
              bill,
              TripFixtures.headers("in", offset + 1)));
    }
    return write(writer, at, records);
  }

  private static byte[] bill(String fare, String due) {
    return TripFixtures.bytes(
        "{\"id\":\"k\",\"at\":\"2021-05-01T17:00:00Z\",\"fare\":\"%s\",\"due\":\"%s\"}"
            .formatted(fare, due));
  }

  private static BatchWriter.WriteResult write(
      BatchWriter writer, Position at, List<ConsumerRecord<byte[], byte[]>> records) {
    Batch batch = new Batch(PARTITION, at.next(), at.next() + records.size(), records);
    return writer.decode(batch).chain(decoded -> writer.write(at, decoded)).await().atMost(SOON);
  }

  private static TripRecord trip(String key, LocalDate day, long seats) {
    return new TripRecord(key, day, seats, "in");
  }

  private static long noon(LocalDate day) {
    return day.atTime(12, 0).atZone(TripFixtures.DATASET.zone()).toInstant().toEpochMilli();
  }

  private BatchWriter refusing(Predicate<BsonDocument> refused) {
    return new BatchWriters(
            GatedStore.of(store, RequestGate.refusing(refused)), positions, Runnable::run)
        .rowsOf(TripFixtures.DATASET);
  }

  private BsonDocument row(String key) {
    return TestStore.all(store, "rows_trips").stream()
        .filter(row -> row.getString("_id").getValue().equals(key))
        .findFirst()
        .orElseThrow();
  }

  private Counts total() {
    BsonDocument total =
        TestStore.all(store, "ingestions").get(0).getDocument("totals").getDocument("0");
    return new Counts(
        number(total, "stored"),
        number(total, "corrected"),
        number(total, "duplicates"),
        number(total, "rejected"));
  }

  private static long number(BsonDocument document, String field) {
    return document.getInt64(field, new BsonInt64(0)).getValue();
  }

  private void clearDirtyDays() {
    store
        .getCollection("datasets", BsonDocument.class)
        .deleteMany(new BsonDocument())
        .await()
        .atMost(SOON);
  }

  private Set<String> dirtyDays() {
    Set<String> days = new TreeSet<>();
    TestStore.all(store, "datasets")
        .forEach(dataset -> days.addAll(dataset.getDocument("days", new BsonDocument()).keySet()));
    return days;
  }
}
