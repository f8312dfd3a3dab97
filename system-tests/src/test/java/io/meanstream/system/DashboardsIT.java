package io.meanstream.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.meanstream.system.metrics.DocumentedMetrics;
import io.meanstream.system.metrics.Monitoring;
import io.meanstream.testing.InstalledProgram;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** Dashboards and alert rules use only existing metrics and are documented. */
class DashboardsIT {

  private static final Path DEPLOY = Meanstream.ROOT.resolve("deploy");
  private static final Path OPERATIONS = Meanstream.ROOT.resolve("docs/operations.md");

  private final Monitoring monitoring = new Monitoring(DEPLOY);

  @Test
  void everyMetricInADashboardOrRuleIsDocumented() throws IOException {
    DocumentedMetrics page = DocumentedMetrics.read(Meanstream.ROOT.resolve("docs/metrics.md"));

    assertThat(monitoring.metrics()).hasSizeGreaterThan(30).allMatch(page::lists);
  }

  @Test
  void everyPanelHasAUnitAndADescription() throws IOException {
    assertThat(monitoring.panels())
        .hasSizeGreaterThan(40)
        .allSatisfy(
            panel -> {
              assertThat(panel.unit()).as(panel.toString()).isNotBlank();
              assertThat(panel.description()).as(panel.toString()).isNotBlank();
              assertThat(panel.expressions().size() + panel.paths().size())
                  .as(panel.toString())
                  .isPositive();
            });
  }

  @Test
  void everyAlertLinksToItsRunbookAndHasATestCase() throws IOException {
    List<String> entries =
        Files.readAllLines(OPERATIONS).stream()
            .filter(line -> line.startsWith("### "))
            .map(line -> line.substring(4))
            .toList();

    assertThat(monitoring.alerts()).hasSizeGreaterThan(10).isEqualTo(monitoring.cases());
    assertThat(entries).containsAll(monitoring.alerts());
    assertThat(monitoring.runbooks())
        .isEqualTo(
            monitoring.alerts().stream()
                .map(alert -> "docs/operations.md#" + alert.toLowerCase(Locale.ROOT))
                .toList());
  }

  @Test
  void everyRuleFiresExactlyWhenItShould() throws Exception {
    assumeTrue(InstalledProgram.find("promtool").isPresent(), "promtool is not installed");

    Process promtool =
        new ProcessBuilder("promtool", "test", "rules", "rules_test.yml")
            .directory(DEPLOY.resolve("prometheus").toFile())
            .redirectErrorStream(true)
            .start();

    String output = new String(promtool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(promtool.waitFor()).as(output).isZero();
  }
}
