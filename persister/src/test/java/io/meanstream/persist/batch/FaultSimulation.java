package io.meanstream.persist.batch;

import io.meanstream.persist.TestStore;
import io.meanstream.persist.TripFixtures;
import io.quarkus.mongodb.reactive.ReactiveMongoDatabase;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.bson.BsonDocument;
import org.bson.BsonInt64;
import org.bson.BsonValue;

/** Processes a random log with persisters that crash and overtake each other. */
final class FaultSimulation {

  private static final LocalDate FIRST_DAY = LocalDate.of(2021, 3, 13);
  private static final String ROWS = TripFixtures.DATASET.rowsCollection();

  private static final class Process {
    final SingleStepGate gate;
    final AtomicReference<Throwable> failure = new AtomicReference<>();

    Process(SingleStepGate gate) {
      this.gate = gate;
    }
  }

  private final ReactiveMongoDatabase store;
  private final FaultScenario scenario;
  private final Random random;
  private final List<TripRecord> log = new ArrayList<>();
  private final Set<String> refused = new HashSet<>();
  private final Process[] processes = new Process[2];
  private final Map<String, BsonDocument> seen = new HashMap<>();
  private final Map<LocalDate, Long> changedAtVersion = new HashMap<>();
  private final Clock clock = new TickingClock();
  private boolean emptied;

  FaultSimulation(ReactiveMongoDatabase store, FaultScenario scenario, long seed) {
    this.store = store;
    this.scenario = scenario;
    this.random = new Random(seed);
    int length = 3 + random.nextInt(12);
    for (int i = 0; i < length; i++) {
      log.add(
          new TripRecord(
              "k" + random.nextInt(4),
              FIRST_DAY.plusDays(random.nextInt(3)),
              random.nextInt(2),
              "i" + random.nextInt(2)));
    }
    if (scenario.refusals) {
      for (int key = 0; key < 4; key++) {
        for (int seats = 0; seats < 2; seats++) {
          if (random.nextInt(5) == 0) {
            refused.add(content("k" + key, seats));
          }
        }
      }
    }
  }

  void run() {
    int turns = 0;
    while (turns++ < 400 && !isDone()) {
      int chosen = scenario.zombies ? random.nextInt(2) : 0;
      if (processes[chosen] == null) {
        processes[chosen] = started();
      }
      step(processes[chosen], random.nextInt(5) == 0 ? 30 : 1 + random.nextInt(3));
      if (random.nextInt(25) == 0) {
        processes[chosen] = null;
      }
      if (scenario.emptied && !emptied && random.nextInt(25) == 0) {
        empty();
      }
    }
    for (Process process : processes) {
      if (process != null) {
        step(process, Integer.MAX_VALUE);
      }
    }
    step(started(), Integer.MAX_VALUE);
  }

  private boolean isDone() {
    return processes[0] != null
        && !processes[0].gate.isWaiting()
        && (processes[1] == null || !processes[1].gate.isWaiting());
  }

  private Process started() {
    Process process =
        new Process(
            new SingleStepGate(
                document ->
                    refused.contains(
                        content(
                            document.getString("_id").getValue(),
                            document.getInt64("seats", new BsonInt64(-1)).getValue())),
                random));
    new SimulatedPersister(
            log, GatedStore.of(store, process.gate), clock, () -> 1 + random.nextInt(6))
        .run()
        .subscribe()
        .with(done -> {}, process.failure::set);
    return process;
  }

  private void step(Process process, int turns) {
    for (int turn = 0; turn < turns && process.gate.isWaiting(); turn++) {
      process.gate.step(scenario.lostReplies && random.nextInt(20) == 0);
      observe();
      if (process.failure.get() != null) {
        throw new AssertionError(description(), process.failure.get());
      }
    }
  }

  private void empty() {
    TestStore.empty(store);
    emptied = true;
    seen.clear();
    changedAtVersion.clear();
  }

  /** Remembers the version of a day at which its rows last changed. */
  private void observe() {
    Map<LocalDate, Long> versions = versions();
    for (BsonDocument row : TestStore.all(store, ROWS)) {
      String key = row.getString("_id").getValue();
      BsonDocument before = seen.put(key, row);
      if (!row.equals(before)) {
        changed(row, before, versions);
      }
    }
  }

  private void changed(BsonDocument row, BsonDocument before, Map<LocalDate, Long> versions) {
    if (before != null && contentOf(row).equals(contentOf(before))) {
      return;
    }
    changedAtVersion.put(dayOf(row), versions.getOrDefault(dayOf(row), 0L));
    if (before != null) {
      changedAtVersion.put(dayOf(before), versions.getOrDefault(dayOf(before), 0L));
    }
  }

  List<String> faults() {
    List<String> faults = new ArrayList<>();
    SequentialReference expected =
        SequentialReference.of(log, trip -> refused.contains(content(trip.key(), trip.seats())));
    compareDocuments(expected, faults);
    compareTotals(expected, faults);
    Map<LocalDate, Long> versions = versions();
    changedAtVersion.forEach(
        (day, version) -> {
          if (versions.getOrDefault(day, 0L) <= version) {
            faults.add("day %s changed and was not marked dirty afterwards".formatted(day));
          }
        });
    return faults;
  }

  private void compareDocuments(SequentialReference expected, List<String> faults) {
    Map<String, String> wanted = new HashMap<>();
    expected.documents().forEach((key, trip) -> wanted.put(key, trip.day() + " " + trip.seats()));
    Map<String, String> stored = new HashMap<>();
    for (BsonDocument row : TestStore.all(store, ROWS)) {
      stored.put(
          row.getString("_id").getValue(), dayOf(row) + " " + row.getInt64("seats").getValue());
    }
    if (!stored.equals(wanted)) {
      faults.add("documents %s, expected %s".formatted(stored, wanted));
    }
  }

  /**
   * Compares only the balance in two cases: a correction that a later one in its batch replaces is
   * never written, so the store cannot refuse it; and an emptied store may already have a row when
   * the row is sent again.
   */
  private void compareTotals(SequentialReference expected, List<String> faults) {
    Map<String, Map<String, Long>> totals = totals();
    boolean balanceOnly = scenario.refusals || emptied;
    if (balanceOnly
        ? !sums(totals).equals(sums(expected.totals()))
        : !totals.equals(expected.totals())) {
      faults.add("totals %s, expected %s".formatted(totals, expected.totals()));
    }
    long rejected = totals.values().stream().mapToLong(t -> t.getOrDefault("rejected", 0L)).sum();
    int documents = TestStore.all(store, "rejects").size();
    if (rejected != documents) {
      faults.add("%d counted as rejected, %d rejects".formatted(rejected, documents));
    }
  }

  private static Map<String, Long> sums(Map<String, Map<String, Long>> totals) {
    Map<String, Long> sums = new HashMap<>();
    totals.forEach(
        (ingestion, counts) ->
            sums.put(ingestion, counts.values().stream().mapToLong(Long::longValue).sum()));
    return sums;
  }

  private Map<String, Map<String, Long>> totals() {
    Map<String, Map<String, Long>> totals = new HashMap<>();
    for (BsonDocument ingestion : TestStore.all(store, "ingestions")) {
      Map<String, Long> counts = new HashMap<>();
      BsonDocument of = ingestion.getDocument("totals").getDocument("0");
      of.forEach(
          (outcome, count) -> {
            if (count.asInt64().getValue() != 0) {
              counts.put(outcome, count.asInt64().getValue());
            }
          });
      totals.put(ingestion.getString("_id").getValue(), counts);
    }
    return totals;
  }

  private Map<LocalDate, Long> versions() {
    Map<LocalDate, Long> versions = new HashMap<>();
    for (BsonDocument dataset : TestStore.all(store, "datasets")) {
      dataset
          .getDocument("days")
          .forEach(
              (day, mark) ->
                  versions.put(
                      LocalDate.parse(day), mark.asDocument().getInt64("version").getValue()));
    }
    return versions;
  }

  String description() {
    return "%s, log %s, refused %s".formatted(scenario, log, refused);
  }

  private static BsonValue contentOf(BsonDocument row) {
    BsonDocument content = row.clone();
    content.remove("_src");
    return content;
  }

  private static LocalDate dayOf(BsonDocument row) {
    return Instant.ofEpochMilli(row.getDateTime("at").getValue())
        .atZone(TripFixtures.DATASET.zone())
        .toLocalDate();
  }

  private static String content(String key, long seats) {
    return key + "/" + seats;
  }
}
