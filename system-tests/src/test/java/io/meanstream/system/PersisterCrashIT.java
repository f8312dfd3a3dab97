package io.meanstream.system;

import static org.awaitility.Awaitility.await;

import io.meanstream.system.fault.Answers;
import io.meanstream.system.fault.Breakpoint;
import io.meanstream.system.fault.Fault;
import io.meanstream.system.fault.Request;
import io.meanstream.system.trips.Ingestion;
import io.meanstream.system.trips.PoisonRow;
import io.meanstream.system.trips.RandomTrips;
import io.meanstream.system.trips.SourceRow;
import io.meanstream.system.trips.Trip;
import io.meanstream.testing.store.StoreFixture;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A persister that is killed or paused neither loses a record nor stores one twice. */
class PersisterCrashIT {

  private static final LocalDate DAY = LocalDate.of(2021, 3, 1);

  /** A static member id: a persister that restarts gets its partitions at once. */
  private static final Map<String, String> NAMED = Map.of("KAFKA_GROUP_INSTANCE_ID", "persister");

  /** As short as the broker allows: others take over a paused persister's partitions after this. */
  private static final Map<String, String> SHORT_SESSION =
      Map.of("KAFKA_SESSION_TIMEOUT_MS", "6000");

  private static final int CHUNK = 200;
  private static final int WRITES = 30;
  private static final int KILLS = 10;
  private static final Duration BETWEEN_CHUNKS = Duration.ofMillis(100);

  @RegisterExtension static final Backend BACKEND = new Backend();
  @RegisterExtension final PackagedServices services = new PackagedServices();
  @TempDir Path definitions;

  /**
   * Kills it after rows are stored but not counted, and after they are counted but not committed.
   */
  @Test
  void recordsAreStoredOnceWhenThePersisterIsKilledInsideABatch() {
    killAtWrites(
        List.of(new Kill(BatchWrite.CORRECT, false), new Kill(BatchWrite.COUNT, false)), "inside");
  }

  @Test
  @Tag("thorough")
  void recordsAreStoredOnceWhenThePersisterIsKilledBetweenAnyTwoWrites() {
    List<Kill> kills = new ArrayList<>();
    kills.add(new Kill(BatchWrite.INSERT, true));
    for (BatchWrite write : BatchWrite.values()) {
      kills.add(new Kill(write, false));
    }
    killAtWrites(kills, "writes");
  }

  /** The same as after the previous write for the store, but the persister waits elsewhere. */
  @Test
  @Tag("thorough")
  void recordsAreStoredOnceWhenThePersisterIsKilledBeforeAnyWrite() {
    killAtWrites(
        Arrays.stream(BatchWrite.values()).map(write -> new Kill(write, true)).toList(),
        "before-writes");
  }

  private void killAtWrites(List<Kill> kills, String name) {
    try (TripPipeline pipeline = pipeline(name, 1)) {
      PackagedService persister = pipeline.persister(NAMED).start();
      pipeline.settle(batch(0));
      int round = 1;
      for (Kill kill : kills) {
        Breakpoint breakpoint = new Breakpoint();
        BACKEND.proxy().at(1, kill.write().of(name), hold(kill.before(), breakpoint));
        Ingestion ingestion = pipeline.topic().ingestion();
        ingestion.end(batch(round++));
        killAt(breakpoint, persister);
        persister.start();
        pipeline.awaitSettled(ingestion);
        pipeline.assertStored();
        pipeline.assertChangedDaysAreDirty();
      }
    }
  }

  @Test
  @Tag("thorough")
  void recordsAreStoredOnceWhenThePersisterIsKilledTenTimes() {
    long seed = RandomSeed.choose();
    RandomTrips trips = new RandomTrips(seed);
    try (TripPipeline pipeline = pipeline("kills", 3)) {
      PackagedService persister = pipeline.persister(NAMED);
      Ingestion ingestion = pipeline.topic().ingestion();
      for (int kill = 0; kill < KILLS; kill++) {
        Breakpoint breakpoint = new Breakpoint();
        BACKEND
            .proxy()
            .at(
                trips.upTo(WRITES),
                request -> isWrite(request, "kills"),
                hold(trips.coin(), breakpoint));
        persister.start();
        do {
          ingestion.send(trips.next(CHUNK));
        } while (!breakpoint.isHit(BETWEEN_CHUNKS));
        killAt(breakpoint, persister);
      }
      persister.start();
      ingestion.end(trips.next(CHUNK));
      pipeline.awaitSettled(ingestion);
      pipeline.assertStored();
      pipeline.assertChangedDaysAreDirty();
    }
  }

  @Test
  void aPersisterResumedAfterATakeoverOverwritesNothing() {
    try (TripPipeline pipeline = pipeline("sleeper", 1)) {
      PackagedService sleeper = pipeline.persister(SHORT_SESSION).start();
      pipeline.settle(batch(0));
      Breakpoint breakpoint = new Breakpoint();
      BACKEND.proxy().at(1, BatchWrite.CORRECT.of("sleeper"), Fault.holdBefore(breakpoint));
      Ingestion first = pipeline.topic().ingestion();
      first.end(batch(1));
      breakpoint.awaitHit();
      sleeper.pause();

      PackagedService other = pipeline.persister(SHORT_SESSION).start();
      pipeline.awaitSettled(first);
      pipeline.settle(batch(2));
      // the request now reaches the store, and the persister continues where it was
      breakpoint.resume();
      sleeper.resume();
      awaitMembers("sleeper", 2);
      pipeline.settle(batch(3));
      pipeline.assertStored();

      other.kill();
      pipeline.settle(batch(4));
      pipeline.assertStored();
      pipeline.assertChangedDaysAreDirty();
    }
  }

  private record Kill(BatchWrite write, boolean before) {}

  @Test
  @Tag("thorough")
  void aPersisterThatLosesPartitionsDuringALookupKeepsTheOthers() {
    try (TripPipeline pipeline = pipeline("moved", 3)) {
      PackagedService first = pipeline.persister(Map.of()).start();
      pipeline.settle(batch(0));
      Breakpoint breakpoint = new Breakpoint();
      BACKEND
          .proxy()
          .always(
              request ->
                  StoreFixture.isDatabaseOf("moved", request.database())
                      && request.is("find", "positions"),
              // the driver would retry on its own after a lost primary or connection
              Fault.hold(breakpoint, Fault.answer(Answers.failed(13, "Unauthorized"))));
      breakpoint.awaitHit();

      PackagedService second = pipeline.persister(Map.of()).start();
      awaitMembers("moved", 2);
      BACKEND.proxy().behave();
      breakpoint.resume();

      pipeline.settle(batch(1));
      first.awaitUp();
      second.awaitUp();
      pipeline.assertStored();
    }
  }

  private static void killAt(Breakpoint breakpoint, PackagedService persister) {
    breakpoint.awaitHit();
    persister.kill();
    breakpoint.cutConnection();
  }

  private static Fault hold(boolean before, Breakpoint breakpoint) {
    return before ? Fault.holdBefore(breakpoint) : Fault.holdAfter(breakpoint);
  }

  static boolean isWrite(Request request, String database) {
    return StoreFixture.isDatabaseOf(database, request.database())
        && (request.command().equals("insert") || request.command().equals("update"));
  }

  /** Waits until so many persisters have partitions. */
  private static void awaitMembers(String group, int members) {
    try (Admin kafka = Admin.create(Map.of("bootstrap.servers", BACKEND.bootstrapServers()))) {
      await()
          .atMost(Duration.ofMinutes(5))
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

  /** Every kind of record; its days advance with each round, so that corrections move rows. */
  private static List<SourceRow> batch(int round) {
    String fresh = "new-" + round;
    return List.of(
        trip(round, fresh, 1),
        trip(round - 1, "a", round),
        trip(round, "b", round + 1),
        new PoisonRow(bytes("poison-" + round), bytes("{"), "malformed"),
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
