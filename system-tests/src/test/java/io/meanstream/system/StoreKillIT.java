package io.meanstream.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import io.meanstream.system.fault.Breakpoint;
import io.meanstream.system.fault.Fault;
import io.meanstream.system.trips.Ingestion;
import io.meanstream.system.trips.RandomTrips;
import io.meanstream.testing.store.StoreFixture;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * A durable store is killed with SIGKILL while rows arrive and while averages are written: nothing
 * is lost or duplicated. Needs a server that tests may kill, see test-store's README.
 */
class StoreKillIT {

  private static final ZoneId CHICAGO = ZoneId.of("America/Chicago");
  private static final int CHUNK = 200;
  private static final int WRITES = 30;
  private static final String DATASET = "rides-few-groups";
  private static final int RIDES = 60_000;
  private static final Duration BETWEEN_CHUNKS = Duration.ofMillis(100);
  private static final Duration LOOK_AGAIN = Duration.ofMillis(20);
  private static final Duration SOON = Duration.ofMinutes(2);

  @RegisterExtension static final Backend BACKEND = new Backend();
  @RegisterExtension final PackagedServices services = new PackagedServices();
  @TempDir Path folder;

  @BeforeAll
  static void requireAStoreThatCanBeKilled() {
    BACKEND.assumeDurable();
  }

  @Test
  void recordsAreStoredOnceWhenTheStoreIsKilledSixTimes() {
    killStore(6, "store-kills");
  }

  @Test
  @Tag("thorough")
  void recordsAreStoredOnceWhenTheStoreIsKilledTwentyTimes() {
    killStore(20, "more-store-kills");
  }

  private void killStore(int kills, String name) {
    // Given
    RandomTrips trips = new RandomTrips(RandomSeed.choose());
    try (TripPipeline pipeline = new TripPipeline(BACKEND, services, folder, name, 3)) {
      PackagedService persister = pipeline.persister(Map.of()).start();
      // secantusd-rs does not recover if it is killed while it creates its own tables
      pipeline.settle(trips.next(CHUNK));
      Ingestion ingestion = pipeline.topic().ingestion();

      // When
      for (int kill = 0; kill < kills; kill++) {
        Breakpoint breakpoint = new Breakpoint();
        BACKEND
            .proxy()
            .at(
                trips.upTo(WRITES),
                request -> PersisterCrashIT.isWrite(request, name),
                trips.coin() ? Fault.holdBefore(breakpoint) : Fault.holdAfter(breakpoint));
        do {
          ingestion.send(trips.next(CHUNK));
        } while (!breakpoint.isHit(BETWEEN_CHUNKS));
        BACKEND.killAndRestartStore();
        breakpoint.cutConnection();
      }
      ingestion.end(trips.next(CHUNK));

      // Then
      pipeline.awaitSettled(ingestion);
      pipeline.assertStored();
      pipeline.assertChangedDaysAreDirty();
      persister.awaitUp();
    }
  }

  @Test
  void averagesAreRightWhenTheStoreIsKilledDuringIngestAndAveraging() throws Exception {
    try (StoreFixture store = StoreFixture.start(folder.resolve("store"))) {
      String database = store.newDatabase("up");
      Meanstream meanstream =
          new Meanstream(
              Files.createDirectory(folder.resolve("home")), Optional.of(store.uri(database)));
      Meanstream.Outcome up =
          meanstream.run(
              "up", "--ports", "auto", "--single", "--datasets", definitions().toString());
      assertThat(up.exit()).as(up.err()).isZero();
      try {
        Path file = Sample.write(meanstream, folder.resolve("rides.csv"), RIDES, 31).file();
        ingest(meanstream, store, database, file);
        aggregate(meanstream, store, database);
        assertAverages(meanstream, file);
      } finally {
        assertThat(meanstream.run("down").exit()).isZero();
      }
    }
  }

  /**
   * Enough rides that writing their averages to disk takes the store a while, but less than a
   * minute.
   */
  private Path definitions() throws IOException {
    Path definitions = Files.createDirectory(folder.resolve("definitions"));
    Files.copy(Meanstream.ROOT.resolve("datasets/rides.yaml"), definitions.resolve("rides.yaml"));
    Files.writeString(
        definitions.resolve(DATASET + ".yaml"),
        """
        extends: rides
        name: %s
        topic: %s
        groups: [{by: [], finest: hour}, {by: [member_casual], finest: day}]
        schedule: off
        """
            .formatted(DATASET, DATASET));
    return definitions;
  }

  /** Kills the store whenever another quarter of the rows is stored. */
  private static void ingest(
      Meanstream meanstream, StoreFixture store, String database, Path file) {
    String id = meanstream.submit(file, DATASET);
    for (int quarter = 1; quarter <= 3; quarter++) {
      int rows = quarter * RIDES / 4;
      awaitStored(store, database, "rows_" + DATASET, new Document(), rows);
      store.kill();
      store.restart();
    }
    await().atMost(SOON).until(() -> balance(meanstream).get("stored").asInt() == RIDES);
    JsonNode balance = balance(meanstream);
    assertThat(balance.get("read").asInt()).as(id).isEqualTo(RIDES);
    assertThat(balance.get("duplicates").asInt()).as(id).isZero();
    assertThat(balance.get("inFlight").asInt()).as(id).isZero();
  }

  private static void aggregate(Meanstream meanstream, StoreFixture store, String database)
      throws IOException, InterruptedException {
    Path said = meanstream.home().resolve("aggregate.txt");
    Process aggregate =
        meanstream.start(
            Redirect.DISCARD, Redirect.to(said.toFile()), "aggregate", "--dataset", DATASET);
    awaitStored(store, database, "averages", Filters.eq("dataset", DATASET), 1);
    store.kill();
    store.restart();
    assertThat(aggregate.waitFor(5, TimeUnit.MINUTES)).isTrue();
    assertThat(aggregate.exitValue()).as(Files.readString(said)).isZero();
  }

  /** Waits until a collection has so many documents. */
  private static void awaitStored(
      StoreFixture store, String database, String collection, Bson filter, int count) {
    try (MongoClient client = MongoClients.create(store.uri())) {
      MongoCollection<Document> documents = client.getDatabase(database).getCollection(collection);
      await()
          .atMost(SOON)
          .pollInterval(LOOK_AGAIN)
          .until(() -> documents.countDocuments(filter) >= count);
    }
  }

  private static JsonNode balance(Meanstream meanstream) {
    return meanstream.json("status").get("balance");
  }

  private static void assertAverages(Meanstream meanstream, Path file) throws SQLException {
    try (Rides rides = Rides.of(CHICAGO, file)) {
      for (String period : List.of("day", "week", "month")) {
        for (String group : List.of("", "member_casual")) {
          List<JsonNode> items = new ArrayList<>();
          averages(meanstream, period, group).get("items").forEach(items::add);
          SameAverages.check(items, rides.averages(period, group), group);
        }
      }
    }
  }

  private static JsonNode averages(Meanstream meanstream, String period, String group) {
    return group.isEmpty()
        ? meanstream.json("averages", "--dataset", DATASET, "--period", period)
        : meanstream.json("averages", "--dataset", DATASET, "--period", period, "--group", group);
  }
}
