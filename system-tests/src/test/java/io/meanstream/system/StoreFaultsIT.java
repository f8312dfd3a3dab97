package io.meanstream.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.meanstream.system.fault.Answers;
import io.meanstream.system.fault.Fault;
import io.meanstream.system.trips.Ingestion;
import io.meanstream.system.trips.Line;
import io.meanstream.system.trips.Poison;
import io.meanstream.system.trips.Trip;
import io.meanstream.testing.StoreFixture;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A store that fails in any way holds the persister up, and loses nothing. */
class StoreFaultsIT {

  private static final Duration SOON = Duration.ofMinutes(1);
  private static final Duration AWAY =
      Size.isLong() ? Duration.ofSeconds(30) : Duration.ofSeconds(5);
  private static final LocalDate DAY = LocalDate.of(2021, 3, 1);
  private static final Fault NO_PRIMARY = Fault.answer(Answers.failed(10107, "NotWritablePrimary"));

  @RegisterExtension static final Backend BACKEND = new Backend();
  @RegisterExtension final PackagedServices services = new PackagedServices();
  @TempDir Path definitions;

  @Test
  void whileTheStoreRefusesConnectionsThePersisterSaysSoAndThenCatchesUp() {
    try (TripPipeline pipeline = pipeline("away")) {
      PackagedService persister = pipeline.persister(Map.of()).start();
      pipeline.settle(batch(0));

      BACKEND.proxy().refuse();
      Ingestion ingestion = pipeline.topic().ingestion();
      ingestion.end(batch(1));
      awaitHeld(persister, "the store");
      await().during(AWAY).atMost(AWAY.plus(SOON)).until(() -> !persister.isReady());
      BACKEND.proxy().accept();

      pipeline.awaitSettled(ingestion);
      persister.awaitUp();
      pipeline.assertStored();
      pipeline.assertTouched();
    }
  }

  @Test
  void whileTheStoreHasNoPrimaryThePersisterSaysSoAndThenCatchesUp() {
    try (TripPipeline pipeline = pipeline("primary")) {
      PackagedService persister = pipeline.persister(Map.of()).start();
      pipeline.settle(batch(0));
      int round = 1;
      for (Step step : Step.values()) {
        BACKEND.proxy().always(step.of("primary"), NO_PRIMARY);
        Ingestion ingestion = pipeline.topic().ingestion();
        ingestion.end(batch(round++));
        awaitHeld(persister, "NotWritablePrimary");
        BACKEND.proxy().behave();

        pipeline.awaitSettled(ingestion);
        persister.awaitUp();
      }
      pipeline.assertStored();
      pipeline.assertTouched();
    }
  }

  @Test
  void whateverBecomesOfARequestOrOfItsAnswerItIsRepeatedUntilAllIsStored() {
    try (TripPipeline pipeline = pipeline("answers")) {
      PackagedService persister =
          pipeline.persister(Map.of("QUARKUS_MONGODB_READ_TIMEOUT", "2s")).start();
      pipeline.settle(batch(0));
      int round = 1;
      for (Step step : Step.values()) {
        List<Fault> faults = faults(step);
        for (int request = 1; request <= faults.size(); request++) {
          BACKEND.proxy().at(request, step.of("answers"), faults.get(request - 1));
        }
        pipeline.settle(batch(round++));
        BACKEND.proxy().behave();
      }
      persister.awaitUp();
      pipeline.assertStored();
      pipeline.assertTouched();
    }
  }

  @Test
  void aDocumentThatTheStoreDoesNotTakeIsARejectAndNothingWaitsForIt() {
    try (TripPipeline pipeline = pipeline("large")) {
      PackagedService persister = pipeline.persister(Map.of()).start();
      pipeline.settle(batch(0));

      BACKEND
          .proxy()
          .at(1, Step.INSERT.of("large"), Fault.answer(Answers.refused(0, 10334, "too large")));
      pipeline.settle(List.of(refused(trip(1, "too-large", 1))));
      BACKEND
          .proxy()
          .at(1, Step.CORRECT.of("large"), Fault.answer(Answers.refused(0, 17280, "too large")));
      pipeline.settle(List.of(refused(trip(1, "a", 77))));
      pipeline.settle(batch(1));

      persister.awaitUp();
      pipeline.assertStored();
    }
  }

  @Test
  void aStoreStartedEmptyUnderUpFillsItselfAgain(@TempDir Path home) throws Exception {
    StoreFixture.assumeNoneNamed();
    Meanstream meanstream = new Meanstream(home);
    Meanstream.Outcome up = meanstream.run("up", "--ports", "auto");
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

  /** One after the other, of which the last leaves the request undone or done but not known. */
  private static List<Fault> faults(Step step) {
    Fault lost = Fault.cutBefore();
    Fault done = Fault.cutAfter();
    Fault unconfirmed = Fault.amend(Answers::notReplicated);
    Fault late = Fault.delay(Duration.ofSeconds(3));
    if (step == Step.INSERT || step == Step.CORRECT) {
      return List.of(Fault.cutMidway(), lost, unconfirmed, late, done);
    }
    return Size.isLong() ? List.of(lost, unconfirmed, late, done) : List.of(lost, done);
  }

  private TripPipeline pipeline(String name) {
    return new TripPipeline(BACKEND, services, definitions, name, 1);
  }

  /** Waits until readiness says that something waits, and why. */
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

  /** New, repeated and corrected rows, two of them of one key. */
  private static List<Line> batch(int round) {
    return List.of(
        trip(round, "new-" + round, 1),
        trip(round, "a", round),
        trip(round, "twice-" + round, 1),
        trip(round + 1, "twice-" + round, 2),
        trip(0, "b", 1),
        new Poison(("poison-" + round).getBytes(), "{".getBytes(), "malformed"));
  }

  private static Poison refused(Trip trip) {
    return new Poison(trip.key(), trip.value(), "store");
  }

  private static Trip trip(int day, String id, long seats) {
    return Trip.on(DAY.plusDays(day), id, seats);
  }
}
