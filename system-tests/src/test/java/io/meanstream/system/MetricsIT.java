package io.meanstream.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.meanstream.system.metrics.DocumentedMetrics;
import io.meanstream.system.metrics.ExposedMetrics;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** docs/metrics.md lists exactly the metrics that the running services expose. */
@ExtendWith(Cluster.class)
class MetricsIT {

  private static final String DATASET = "rides-metrics";
  private static final Duration SOON = Duration.ofMinutes(5);
  private static final Map<String, String> SERVICES =
      Map.of(
          "Ingestor", "ingestor",
          "Persister", "persister",
          "Scheduler", "scheduler",
          "Stats API", "stats-api");

  @TempDir Path folder;

  @Test
  void thePageListsExactlyTheExposedMetrics() throws Exception {
    // Given
    Path file = Sample.write(Cluster.meanstream(), folder.resolve("rides.csv"), 2_000, 7).file();
    Files.writeString(file, "no ride\n", StandardOpenOption.APPEND);
    Cluster.meanstream().json("ingest", file.toString(), "--dataset", DATASET);
    await().atMost(SOON).until(() -> dirtyDays() > 0);

    // When
    String run = ScheduledRuns.ask("{\"dataset\": \"%s\", \"full\": true}".formatted(DATASET));
    ScheduledRuns.awaitDone(run);

    // Then
    DocumentedMetrics page = DocumentedMetrics.read(Meanstream.ROOT.resolve("docs/metrics.md"));
    SERVICES.forEach(
        (heading, service) ->
            await()
                .atMost(SOON)
                .untilAsserted(
                    () ->
                        assertThat(ExposedMetrics.of(Cluster.url(service)).ofProduct())
                            .as(service)
                            .isEqualTo(page.of("Every service", heading))));
    assertRows();
    assertLibraries(page);
  }

  private static double dirtyDays() {
    return ExposedMetrics.of(Cluster.url("scheduler"))
        .value("meanstream_averages_dirty_days", "dataset", DATASET);
  }

  private static void assertRows() {
    ExposedMetrics ingestor = ExposedMetrics.of(Cluster.url("ingestor"));
    assertThat(ingestor.value("meanstream_ingest_rows_total", "dataset", DATASET)).isEqualTo(2_001);
    assertThat(ingestor.value("meanstream_ingest_sent_total", "dataset", DATASET)).isEqualTo(2_000);
    await()
        .atMost(SOON)
        .until(() -> ExposedMetrics.of(Cluster.url("persister")).value("meanstream_ready") == 1);
  }

  private static void assertLibraries(DocumentedMetrics page) {
    page.ofLibraries()
        .forEach(
            (metric, services) ->
                assertThat(services)
                    .allSatisfy(
                        service ->
                            assertThat(ExposedMetrics.of(Cluster.url(service)).families())
                                .as(service)
                                .contains(metric)));
  }
}
