package io.meanstream.system;

import static org.awaitility.Awaitility.await;

import io.meanstream.system.fault.Answers;
import io.meanstream.system.fault.Fault;
import io.meanstream.system.fault.Gate;
import io.meanstream.system.fault.Request;
import io.meanstream.system.trips.Ingestion;
import io.meanstream.system.trips.Line;
import io.meanstream.system.trips.Poison;
import io.meanstream.system.trips.RandomTrips;
import io.meanstream.system.trips.Trip;
import io.meanstream.testing.StoreFixture;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A persister that dies, or falls asleep, loses no record and counts none twice. */
class PersisterCrashIT {

  private static final LocalDate DAY = LocalDate.of(2021, 3, 1);

  /** Who comes back under the same name has its partitions at once, and no session to wait for. */
  private static final Map<String, String> NAMED = Map.of("KAFKA_GROUP_INSTANCE_ID", "persister");

  private static final int KILLS = 10;
  private static final int CHUNK = 200;
  private static final int WRITES = 30;
  private static final Duration BETWEEN_CHUNKS = Duration.ofMillis(100);

  @RegisterExtension static final Backend BACKEND = new Backend();
  @RegisterExtension final PackagedServices services = new PackagedServices();
  @TempDir Path definitions;

  @Test
  void killedBetweenAnyTwoWritesOfABatchItBringsEachRecordOnce() {
    try (TripPipeline pipeline = pipeline("steps", 1)) {
      PackagedService persister = pipeline.persister(NAMED).start();
      pipeline.settle(batch(0));
      int round = 1;
      for (Kill kill : kills()) {
        Gate gate = new Gate();
        BACKEND.proxy().at(1, kill.step().of("steps"), hold(kill.before(), gate));
        Ingestion ingestion = pipeline.topic().ingestion();
        ingestion.end(batch(round++));
        killAt(gate, persister);
        persister.start();
        pipeline.awaitSettled(ingestion);
        pipeline.assertStored();
        pipeline.assertTouched();
      }
    }
  }

  @Test
  void killedTenTimesWhileRowsArriveItBringsEachRecordOnce() {
    long seed = Size.seed();
    RandomTrips trips = new RandomTrips(seed);
    try (TripPipeline pipeline = pipeline("kills", 3)) {
      PackagedService persister = pipeline.persister(NAMED);
      Ingestion ingestion = pipeline.topic().ingestion();
      for (int kill = 0; kill < KILLS; kill++) {
        Gate gate = new Gate();
        BACKEND
            .proxy()
            .at(trips.upTo(WRITES), request -> isWrite(request, "kills"), hold(trips.coin(), gate));
        persister.start();
        do {
          ingestion.send(trips.next(CHUNK));
        } while (!gate.isReached(BETWEEN_CHUNKS));
        killAt(gate, persister);
      }
      persister.start();
      ingestion.end(trips.next(CHUNK));
      pipeline.awaitSettled(ingestion);
      pipeline.assertStored();
      pipeline.assertTouched();
    }
  }

  @Test
  void wakingUpAfterItsPartitionsWereTakenOverItSetsNothingBack() {
    try (TripPipeline pipeline = pipeline("sleeper", 1)) {
      PackagedService sleeper = pipeline.persister(Map.of()).start();
      pipeline.settle(batch(0));
      Gate gate = new Gate();
      BACKEND.proxy().at(1, Step.CORRECT.of("sleeper"), Fault.holdBefore(gate));
      Ingestion first = pipeline.topic().ingestion();
      first.end(batch(1));
      gate.awaitReached();
      sleeper.pause();

      PackagedService other = pipeline.persister(Map.of()).start();
      pipeline.awaitSettled(first);
      pipeline.settle(batch(2));
      // its request of then reaches the store now, and it goes on where it was
      gate.open();
      sleeper.resume();
      awaitMembers("sleeper", 2);
      pipeline.settle(batch(3));
      pipeline.assertStored();

      other.kill();
      pipeline.settle(batch(4));
      pipeline.assertStored();
      pipeline.assertTouched();
    }
  }

  private record Kill(Step step, boolean before) {}

  /**
   * Before a write the store holds the same as after the one before: only the long form does both.
   */
  private static List<Kill> kills() {
    return Arrays.stream(Step.values())
        .flatMap(step -> Stream.of(new Kill(step, true), new Kill(step, false)))
        .filter(kill -> Size.isLong() || !kill.before() || kill.step() == Step.INSERT)
        .toList();
  }

  @Test
  void losingPartitionsWhileTheStoreIsAskedAboutThemItGoesOnWithTheOthers() {
    try (TripPipeline pipeline = pipeline("moved", 3)) {
      PackagedService first = pipeline.persister(Map.of()).start();
      pipeline.settle(batch(0));
      Gate gate = new Gate();
      BACKEND
          .proxy()
          .always(
              request ->
                  StoreFixture.isDatabaseOf("moved", request.database())
                      && request.is("find", "positions"),
              // no primary, or a lost connection, would make the driver ask again by itself
              Fault.hold(gate, Fault.answer(Answers.failed(13, "Unauthorized"))));
      gate.awaitReached();

      PackagedService second = pipeline.persister(Map.of()).start();
      awaitMembers("moved", 2);
      BACKEND.proxy().behave();
      gate.open();

      pipeline.settle(batch(1));
      first.awaitUp();
      second.awaitUp();
      pipeline.assertStored();
    }
  }

  private static void killAt(Gate gate, PackagedService persister) {
    gate.awaitReached();
    persister.kill();
    gate.cut();
  }

  private static Fault hold(boolean before, Gate gate) {
    return before ? Fault.holdBefore(gate) : Fault.holdAfter(gate);
  }

  static boolean isWrite(Request request, String database) {
    return StoreFixture.isDatabaseOf(database, request.database())
        && (request.command().equals("insert") || request.command().equals("update"));
  }

  /** Waits until as many persisters have partitions each. */
  private static void awaitMembers(String group, int members) {
    try (Admin kafka = Admin.create(Map.of("bootstrap.servers", BACKEND.bootstrapServers()))) {
      await()
          .atMost(Duration.ofMinutes(1))
          .until(
              () ->
                  kafka
                      .describeConsumerGroups(List.of(group))
                      .all()
                      .get()
                      .get(group)
                      .members()
                      .stream()
                      .filter(member -> !member.assignment().topicPartitions().isEmpty())
                      .count(),
              Predicate.isEqual((long) members));
    }
  }

  private TripPipeline pipeline(String name, int partitions) {
    return new TripPipeline(BACKEND, services, definitions, name, partitions);
  }

  /** Every kind of record: its days move on with the round, so that corrections move rows. */
  private static List<Line> batch(int round) {
    String fresh = "new-" + round;
    return List.of(
        trip(round, fresh, 1),
        trip(round - 1, "a", round),
        trip(round, "b", round + 1),
        new Poison(bytes("poison-" + round), bytes("{"), "malformed"),
        trip(round, "twice-" + round, 1),
        trip(round + 100, "twice-" + round, 2),
        trip(round, "twice-" + round, 1),
        trip(round, fresh, 1),
        trip(0, "c", 1),
        trip(round, "d", round),
        trip(round + 200, "d", round),
        trip(round + 300, "d", round));
  }

  private static Trip trip(int day, String id, long seats) {
    return Trip.on(DAY.plusDays(day), id, seats);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
