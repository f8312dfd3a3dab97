package io.meanstream.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.meanstream.system.fault.Answers;
import io.meanstream.system.fault.Fault;
import io.meanstream.system.trips.Ingestion;
import io.meanstream.system.trips.PoisonRow;
import io.meanstream.system.trips.SourceRow;
import io.meanstream.system.trips.Trip;
import io.meanstream.testing.store.StoreFixture;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A failing store delays the persister, whatever the fault, but loses nothing. */
class StoreFaultsIT {

  private static final Duration SOON = Duration.ofMinutes(5);
  private static final LocalDate DAY = LocalDate.of(2021, 3, 1);
  private static final Fault NO_PRIMARY = Fault.answer(Answers.failed(10107, "NotWritablePrimary"));

  @RegisterExtension static final Backend BACKEND = new Backend();
  @RegisterExtension final PackagedServices services = new PackagedServices();
  @TempDir Path definitions;

  @Test
  void thePersisterReportsAShortStoreOutageAndThenCatchesUp() {
    loseStoreFor(Duration.ofSeconds(5), "away");
  }

  @Test
  @Tag("thorough")
  void thePersisterReportsALongStoreOutageAndThenCatchesUp() {
    loseStoreFor(Duration.ofSeconds(30), "long-away");
  }

  private void loseStoreFor(Duration away, String name) {
    try (TripPipeline pipeline = pipeline(name)) {
      PackagedService persister = pipeline.persister(Map.of()).start();
      pipeline.settle(batch(0));

      BACKEND.proxy().refuse();
      Ingestion ingestion = pipeline.topic().ingestion();
      ingestion.end(batch(1));
      awaitHeld(persister, "the store");
      await().during(away).atMost(away.plus(SOON)).until(() -> !persister.isReady());
      BACKEND.proxy().accept();

      pipeline.awaitSettled(ingestion);
      persister.awaitUp();
      pipeline.assertStored();
      pipeline.assertChangedDaysAreDirty();
    }
  }

  @Test
  @Tag("thorough")
  void thePersisterReportsAStoreWithoutPrimaryAtEveryWriteAndThenCatchesUp() {
    try (TripPipeline pipeline = pipeline("primary")) {
      PackagedService persister = pipeline.persister(Map.of()).start();
      pipeline.settle(batch(0));
      int round = 1;
      for (BatchWrite write : BatchWrite.values()) {
        BACKEND.proxy().always(write.of("primary"), NO_PRIMARY);
        Ingestion ingestion = pipeline.topic().ingestion();
        ingestion.end(batch(round++));
        awaitHeld(persister, "NotWritablePrimary");
        BACKEND.proxy().behave();

        pipeline.awaitSettled(ingestion);
        persister.awaitUp();
      }
      pipeline.assertStored();
      pipeline.assertChangedDaysAreDirty();
    }
  }

  @Test
  @Tag("thorough")
  void requestsHitByAnyFaultAreRetriedUntilEverythingIsStored() {
    disturb(List.of(BatchWrite.values()), "all-answers");
  }

  private void disturb(List<BatchWrite> writes, String name) {
    try (TripPipeline pipeline = pipeline(name)) {
      PackagedService persister =
          pipeline.persister(Map.of("QUARKUS_MONGODB_READ_TIMEOUT", "2s")).start();
      pipeline.settle(batch(0));
      int round = 1;
      for (BatchWrite write : writes) {
        List<Fault> faults = faultsAt(write);
        for (int request = 1; request <= faults.size(); request++) {
          BACKEND.proxy().at(request, write.of(name), faults.get(request - 1));
        }
        pipeline.settle(batch(round++));
        BACKEND.proxy().behave();
      }
      persister.awaitUp();
      pipeline.assertStored();
      pipeline.assertChangedDaysAreDirty();
    }
  }

  @Test
  @Tag("thorough")
  void aDocumentRefusedByTheStoreBecomesAReject() {
    try (TripPipeline pipeline = pipeline("large")) {
      PackagedService persister = pipeline.persister(Map.of()).start();
      pipeline.settle(batch(0));

      BACKEND
          .proxy()
          .at(
              1,
              BatchWrite.INSERT.of("large"),
              Fault.answer(Answers.refused(0, 10334, "too large")));
      pipeline.settle(List.of(refused(trip(1, "too-large", 1))));
      BACKEND
          .proxy()
          .at(
              1,
              BatchWrite.CORRECT.of("large"),
              Fault.answer(Answers.refused(0, 17280, "too large")));
      pipeline.settle(List.of(refused(trip(1, "a", 77))));
      pipeline.settle(batch(1));

      persister.awaitUp();
      pipeline.assertStored();
    }
  }

  @Test
  void aStoreThatRestartsEmptyIsRefilled() {
    StoreFixture.assumeNoneNamed();
    try (TripPipeline pipeline = pipeline("emptied")) {
      PackagedService persister = pipeline.persister(Map.of()).start();
      pipeline.settle(batch(0));
      pipeline.settle(batch(1));

      BACKEND.killAndEmptyStore();
      await().atMost(SOON).untilAsserted(pipeline::assertStored);
      pipeline.settle(batch(2));

      persister.awaitUp();
      pipeline.assertStored();
    }
  }

  @Test
  @Tag("thorough")
  void aStoreRestartedByTheLauncherIsRefilled(@TempDir Path home) throws Exception {
    StoreFixture.assumeNoneNamed();
    Meanstream meanstream = new Meanstream(home);
    Meanstream.Outcome up =
        meanstream.run("up", "--ports", "auto", "--single", "--without", "spark");
    assertThat(up.exit()).as(up.err()).isZero();
    try {
      Path file = home.resolve("rides.csv");
      Sample.write(meanstream, file, 20_000, 1);
      JsonNode before = meanstream.json("ingest", file.toString()).get("balance");
      assertThat(before.get("read").asInt()).isEqualTo(20_000);

      meanstream.process("store").ifPresent(Cluster::kill);

      await()
          .atMost(SOON.multipliedBy(2))
          .pollInterval(Duration.ofSeconds(1))
          .untilAsserted(
              () -> {
                JsonNode status = meanstream.json("status");
                assertThat(Cluster.find(status.get("services"), "store").get("restarts").asInt())
                    .isOne();
                assertThat(status.get("services"))
                    .allSatisfy(each -> assertThat(each.get("state").asText()).isEqualTo("up"));
                assertThat(status.get("balance")).isEqualTo(before);
              });
    } finally {
      assertThat(meanstream.run("down").exit()).isZero();
    }
  }

  /** One fault per attempt of a write; a bulk write is also cut in the middle. */
  private static List<Fault> faultsAt(BatchWrite write) {
    List<Fault> faults = new ArrayList<>();
    if (write == BatchWrite.INSERT || write == BatchWrite.CORRECT) {
      faults.add(Fault.cutMidway());
    }
    faults.add(Fault.cutBefore());
    faults.add(Fault.amend(Answers::notReplicated));
    faults.add(Fault.delay(Duration.ofSeconds(3)));
    faults.add(Fault.cutAfter());
    return faults;
  }

  private TripPipeline pipeline(String name) {
    return new TripPipeline(BACKEND, services, definitions, name, 1);
  }

  /** Waits until readiness reports what the persister is waiting for. */
  private static void awaitHeld(PackagedService persister, String why) {
    await()
        .atMost(SOON)
        .untilAsserted(
            () -> {
              assertThat(persister.isReady()).isFalse();
              assertThat(persister.health().map(JsonNode::toString))
                  .hasValueSatisfying(health -> assertThat(health).contains("partitions", why));
            });
  }

  /** New, repeated and corrected rows, two of them with the same key. */
  private static List<SourceRow> batch(int round) {
    return List.of(
        trip(round, "new-" + round, 1),
        trip(round, "a", round),
        trip(round, "twice-" + round, 1),
        trip(round + 1, "twice-" + round, 2),
        trip(0, "b", 1),
        new PoisonRow(("poison-" + round).getBytes(), "{".getBytes(), "malformed"));
  }

  private static PoisonRow refused(Trip trip) {
    return new PoisonRow(trip.key(), trip.value(), "store");
  }

  private static Trip trip(int day, String id, long seats) {
    return Trip.on(DAY.plusDays(day), id, seats);
  }
}
