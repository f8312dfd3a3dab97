package io.meanstream.persist.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.meanstream.catalog.dataset.Dataset;
import io.meanstream.catalog.source.Source;
import io.meanstream.persist.TestStore;
import io.meanstream.persist.TripFixtures;
import io.quarkus.mongodb.reactive.ReactiveMongoDatabase;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.bson.BsonDocument;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(TestStore.class)
class DatasetsTest {

  private static final Duration SOON = Duration.ofMinutes(1);
  private static final Dataset ELSEWHERE = in(ZoneId.of("America/New_York"));

  private final ReactiveMongoDatabase store;
  private final Datasets datasets;

  DatasetsTest(ReactiveMongoDatabase store) {
    this.store = store;
    this.datasets = new Datasets(store);
  }

  @BeforeEach
  void empty() {
    TestStore.empty(store);
  }

  @Test
  void aChangedZoneIsRefusedWhileRowsAreStored() {
    // Given
    claim(TripFixtures.DATASET, "topic-1");
    storeARow();

    // When, then
    assertThatExceptionOfType(PartitionBlockedException.class)
        .isThrownBy(() -> claim(ELSEWHERE, "topic-1"))
        .withMessage(
            "the key, time field or zone of trips changed while rows are stored: drop rows_trips"
                + " and the positions of topic trips, or undo the change");
    claim(TripFixtures.DATASET, "topic-1");
  }

  @Test
  void aRecreatedTopicIsRefusedWhileRowsAreStored() {
    // Given
    claim(TripFixtures.DATASET, "topic-1");
    storeARow();

    // When, then
    assertThatExceptionOfType(PartitionBlockedException.class)
        .isThrownBy(() -> claim(TripFixtures.DATASET, "topic-2"))
        .withMessageStartingWith("topic trips was recreated while rows are stored");
  }

  @Test
  void zoneAndTopicMayChangeWhileNoRowsAreStored() {
    // Given
    claim(TripFixtures.DATASET, "topic-1");

    // When
    claim(ELSEWHERE, "topic-2");

    // Then
    storeARow();
    claim(ELSEWHERE, "topic-2");
    assertThatExceptionOfType(PartitionBlockedException.class)
        .isThrownBy(() -> claim(TripFixtures.DATASET, "topic-1"));
  }

  @Test
  void markingADayDirtyRaisesItsVersionAndKeepsItsDoneVersion() {
    // Given
    LocalDate day = LocalDate.of(2021, 3, 14);
    markDirty(day);
    store
        .getCollection("datasets", BsonDocument.class)
        .updateMany(new BsonDocument(), BsonDocument.parse("{$set: {'days.2021-03-14.done': 1}}"))
        .await()
        .atMost(SOON);

    // When
    markDirty(day);

    // Then
    BsonDocument mark =
        TestStore.all(store, "datasets").get(0).getDocument("days").getDocument("2021-03-14");
    assertThat(mark.getNumber("version").longValue()).isEqualTo(2);
    assertThat(mark.getNumber("done").longValue()).isEqualTo(1);
  }

  private void markDirty(LocalDate day) {
    datasets.markDirty(TripFixtures.DATASET, List.of(day)).await().atMost(SOON);
  }

  private void claim(Dataset dataset, String topicId) {
    datasets.claim(dataset, topicId).await().atMost(SOON);
  }

  private void storeARow() {
    store
        .getCollection(TripFixtures.DATASET.rowsCollection(), BsonDocument.class)
        .insertOne(new BsonDocument())
        .await()
        .atMost(SOON);
  }

  private static Dataset in(ZoneId zone) {
    Dataset trips = TripFixtures.DATASET;
    return new Dataset(
        trips.name(),
        trips.title(),
        trips.topic(),
        new Source(trips.source().format(), zone),
        trips.keys(),
        trips.time(),
        trips.fields(),
        trips.measures(),
        trips.exclude(),
        trips.groups(),
        trips.periods(),
        trips.schedule(),
        trips.ahead());
  }
}
