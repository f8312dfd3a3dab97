package io.meanstream.persist.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.meanstream.catalog.Catalog;
import io.meanstream.catalog.dataset.Dataset;
import io.meanstream.persist.TestStore;
import io.meanstream.persist.TripFixtures;
import io.meanstream.persist.store.PartitionBlockedException;
import io.meanstream.persist.store.Positions;
import io.quarkus.mongodb.reactive.ReactiveMongoDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(TestStore.class)
class TopicWritersTest {

  private static final List<String> SOUND = List.of();
  private static final List<String> MISTAKES = List.of("levels.yaml: source: is missing");

  @TempDir Path folder;

  private final TopicWriters writers;
  private CatalogSnapshot definitions;

  TopicWritersTest(ReactiveMongoDatabase store) {
    Positions positions = new Positions(store, Clock.systemUTC());
    this.writers =
        new TopicWriters(
            () -> definitions,
            new BatchWriters(store, positions, Runnable::run),
            Map.of(),
            Runnable::run);
  }

  @Test
  void rowsOfAnyDefinitionAreAcceptedWhileTheNewestIsActive() throws IOException {
    definitions = new CatalogSnapshot(List.of(levels("integer")), SOUND);

    assertThat(writer(rowOf(levels("double")))).isPresent();
    assertThat(writer(rowOf(levels("integer")))).isPresent();
  }

  @Test
  void rowsOfANewDefinitionWaitWhileTheDefinitionsAreInvalid() throws IOException {
    definitions = new CatalogSnapshot(List.of(levels("integer")), MISTAKES);

    assertThatExceptionOfType(PartitionBlockedException.class)
        .isThrownBy(() -> writer(rowOf(levels("integer")), rowOf(levels("double"))))
        .withMessage(
            "rows of levels need a newer definition, but the newest definitions"
                + " are invalid: levels.yaml: source: is missing");
  }

  @Test
  void rowsOfEarlierDefinitionsAreAcceptedWhileTheDefinitionsAreInvalid() throws IOException {
    // Given
    definitions = new CatalogSnapshot(List.of(levels("integer")), SOUND);
    writer();
    definitions = new CatalogSnapshot(List.of(levels("double")), SOUND);
    Optional<BatchWriter> newest = writer();

    // When
    definitions = new CatalogSnapshot(List.of(levels("double")), MISTAKES);

    // Then
    assertThat(writer(rowOf(levels("integer")), rowOf(levels("double")))).isEqualTo(newest);
  }

  @Test
  void rowsWithoutADefinitionHeaderAreAccepted() throws IOException {
    definitions = new CatalogSnapshot(List.of(levels("integer")), MISTAKES);

    assertThat(writer(TripFixtures.headers("in-levels", 1))).isPresent();
  }

  @SafeVarargs
  private Optional<BatchWriter> writer(List<Header>... rows) {
    TopicPartition partition = new TopicPartition("levels", 0);
    Batch batch =
        new Batch(
            partition,
            0,
            rows.length,
            IntStream.range(0, rows.length)
                .mapToObj(
                    offset ->
                        TripFixtures.record(
                            "levels",
                            0,
                            offset,
                            TripFixtures.bytes("key"),
                            TripFixtures.bytes("{}"),
                            rows[offset]))
                .toList());
    return writers.of(batch).await().indefinitely();
  }

  private static List<Header> rowOf(Dataset definition) {
    return List.of(TripFixtures.header("definition", definition.recordHash()));
  }

  private Dataset levels(String type) throws IOException {
    Files.writeString(
        folder.resolve("levels.yaml"),
        """
        name: levels
        source: {zone: UTC}
        time: at
        fields: {at: {type: timestamp}, level: {type: %s}}
        """
            .formatted(type));
    return Catalog.load(folder).find("levels").orElseThrow();
  }
}
