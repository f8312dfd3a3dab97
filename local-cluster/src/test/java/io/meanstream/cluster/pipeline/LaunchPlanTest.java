package io.meanstream.cluster.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.meanstream.cluster.StoreSource;
import java.nio.file.Path;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LaunchPlanTest {

  private static final StoreSource MONGOD = new StoreSource.Mongod(Path.of("/usr/bin/mongod"));

  @Test
  void theFullTopologyUsesThePortsOfAllProcesses() {
    assertThat(plan(Topology.FULL, MONGOD, Set.of(), true).ports())
        .containsOnlyKeys(
            "kafka-1",
            "kafka-2",
            "store-1",
            "store-2",
            "store-3",
            "spark-master",
            "spark-master (page)",
            "ingestor",
            "persister",
            "stats-api",
            "scheduler");
  }

  @Test
  void anInMemoryStoreIsOneProcess() {
    assertThat(plan(Topology.FULL, new StoreSource.InMemory(), Set.of(), true).ports())
        .containsEntry("store", 27017)
        .doesNotContainKeys("store-1", "store-2", "store-3");
  }

  @Test
  void anExcludedServiceNeedsNoPort() {
    StoreSource given = new StoreSource.Given("mongodb://db.example");

    assertThat(plan(Topology.SINGLE, given, Set.of(Service.PERSISTER), false).ports())
        .containsOnlyKeys("kafka-1", "ingestor", "stats-api", "scheduler");
  }

  @Test
  void aSingleMongodIsOneProcess() {
    assertThat(plan(Topology.SINGLE, MONGOD, Set.of(), false).storeSet()).isEmpty();
  }

  @Test
  void postgresTakesAPortIfItIsStarted() {
    LaunchPlan plan =
        new LaunchPlan(
            Addresses.usual(Topology.SINGLE),
            MONGOD,
            "meanstream",
            Path.of("folder"),
            Path.of("datasets"),
            Path.of("token"),
            Set.of(),
            true,
            OptionalInt.of(5432),
            JvmTuning.LONG_RUN);

    assertThat(plan.ports()).containsEntry("postgres", 5432);
  }

  private static LaunchPlan plan(
      Topology topology, StoreSource source, Set<Service> without, boolean spark) {
    return new LaunchPlan(
        Addresses.usual(topology),
        source,
        "meanstream",
        Path.of("folder"),
        Path.of("datasets"),
        Path.of("token"),
        without,
        spark,
        JvmTuning.LONG_RUN);
  }
}
