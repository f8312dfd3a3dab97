package io.meanstream.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.meanstream.system.metrics.Prometheus;
import io.meanstream.system.trips.Ingestion;
import io.meanstream.system.trips.Trip;
import io.meanstream.testing.InstalledProgram;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Faults in a running pipeline fire their alerts. */
class AlertsIT {

  private static final Duration SOON = Duration.ofMinutes(15);
  private static final LocalDate DAY = LocalDate.of(2021, 3, 1);
  private static final int ROWS = 2_000;

  @RegisterExtension static final Backend BACKEND = new Backend();
  @RegisterExtension final PackagedServices services = new PackagedServices();
  @TempDir Path definitions;
  @TempDir Path folder;

  @Test
  @Tag("thorough")
  void aStoppedStoreAndTheGrowingLagFireTheirAlerts() throws Exception {
    assumeTrue(InstalledProgram.find("prometheus").isPresent(), "prometheus is not installed");
    try (TripPipeline pipeline = new TripPipeline(BACKEND, services, definitions, "alerts", 1)) {
      PackagedService persister = pipeline.persister(Map.of()).start().awaitReady();
      pipeline.settle(trips(0));
      Map<String, String> targets = Map.of("persister", persister.url());
      try (Prometheus prometheus =
          Prometheus.start(
              Meanstream.ROOT.resolve("deploy"), folder, Map.of("services", targets))) {
        await().atMost(SOON).until(() -> prometheus.isReady());
        await().atMost(SOON).until(() -> prometheus.series("meanstream_persister_lag") > 0);
        assertThat(prometheus.firing()).isEmpty();

        // When
        BACKEND.proxy().refuse();
        Ingestion ingestion = pipeline.topic().ingestion();

        // Then
        await()
            .atMost(SOON)
            .pollInterval(Duration.ofSeconds(1))
            .untilAsserted(
                () -> {
                  ingestion.send(trips(1));
                  assertThat(prometheus.firing())
                      .contains("StoreFaults", "ServiceNotReady", "LagGrowing");
                });
      }
    }
  }

  private static List<Trip> trips(int round) {
    return IntStream.range(0, ROWS)
        .mapToObj(row -> Trip.on(DAY.plusDays(round), "trip-" + row, 1))
        .toList();
  }
}
