package io.meanstream.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.tools.attach.VirtualMachine;
import io.meanstream.cluster.Ports;
import io.meanstream.system.metrics.ExposedMetrics;
import io.meanstream.system.metrics.Monitoring;
import io.meanstream.system.metrics.Prometheus;
import io.meanstream.testing.InstalledProgram;
import io.prometheus.jmx.JavaAgent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Prometheus has data for every expression of the dashboards and alert rules. */
@ExtendWith(Cluster.class)
class PrometheusIT {

  private static final String DATASET = "rides-watched";
  private static final Path DEPLOY = Meanstream.ROOT.resolve("deploy");
  private static final Duration SOON = Duration.ofMinutes(2);

  @TempDir Path folder;

  @BeforeEach
  void skipIfAProgramIsMissing() {
    Stream.of("prometheus", "prometheus-node-exporter")
        .forEach(
            program ->
                assumeTrue(
                    InstalledProgram.find(program).isPresent(), program + " is not installed"));
  }

  @Test
  @Tag("thorough")
  void everyExpressionOfDashboardsAndRulesReturnsData() throws Exception {
    int nodePort = Ports.free();
    Process nodeExporter =
        new ProcessBuilder("prometheus-node-exporter", "--web.listen-address=127.0.0.1:" + nodePort)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("node.log").toFile())
            .start();
    try (Prometheus prometheus = Prometheus.start(DEPLOY, folder, targets(nodePort))) {
      await().atMost(SOON).until(prometheus::isReady);
      ingestAndAverage();

      for (Monitoring.Panel panel : new Monitoring(DEPLOY).panels()) {
        for (String expression : panel.expressions()) {
          awaitData(prometheus, panel.title(), expression);
        }
      }
      for (String rule : prometheus.rules()) {
        awaitData(prometheus, "rule", alwaysAnswered(rule));
      }
    } finally {
      nodeExporter.destroy();
      nodeExporter.onExit().join();
    }
  }

  private static Map<String, Map<String, String>> targets(int nodePort) throws Exception {
    return Map.of(
        "services",
        Map.of(
            "ingestor", Cluster.url("ingestor"),
            "persister", Cluster.url("persister"),
            "scheduler", Cluster.url("scheduler"),
            "stats-api", Cluster.url("stats-api")),
        "kafka",
        Map.of("kafka-1", exporterIn("kafka-1"), "kafka-2", exporterIn("kafka-2")),
        "node",
        Map.of("node", "127.0.0.1:" + nodePort));
  }

  /** Loads the JMX exporter into a running broker; returns its address. */
  private static String exporterIn(String broker) throws Exception {
    String address = "127.0.0.1:" + Ports.free();
    Path agent =
        Path.of(JavaAgent.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    VirtualMachine jvm =
        VirtualMachine.attach(Long.toString(Cluster.process(broker).orElseThrow().pid()));
    try {
      jvm.loadAgent(agent.toString(), address + ":" + DEPLOY.resolve("prometheus/kafka-jmx.yml"));
    } finally {
      jvm.detach();
    }
    return address;
  }

  private void ingestAndAverage() throws Exception {
    Path file = Sample.write(Cluster.meanstream(), folder.resolve("rides.csv"), 2_000, 7).file();
    Files.writeString(file, "no ride\n", StandardOpenOption.APPEND);
    Cluster.meanstream().json("ingest", file.toString(), "--dataset", DATASET);
    await()
        .atMost(SOON)
        .until(
            () ->
                ExposedMetrics.of(Cluster.url("scheduler"))
                        .value("meanstream_averages_dirty_days", "dataset", DATASET)
                    > 0);
    ScheduledRuns.awaitDone(
        ScheduledRuns.ask("{\"dataset\": \"%s\", \"full\": true}".formatted(DATASET)));
  }

  /** Rewrites comparisons to return 0 or 1 instead of nothing. */
  private static String alwaysAnswered(String rule) {
    return rule.replaceAll(" (==|>|<) ", " $1 bool ");
  }

  private static void awaitData(Prometheus prometheus, String what, String expression) {
    await()
        .atMost(SOON)
        .untilAsserted(
            () ->
                assertThat(prometheus.series(expression))
                    .as("%s: %s", what, expression)
                    .isPositive());
  }
}
