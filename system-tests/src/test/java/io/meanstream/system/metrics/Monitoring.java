package io.meanstream.system.metrics;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The dashboards and alert rules in {@code deploy/}.
 *
 * @param folder the folder {@code deploy}
 */
public record Monitoring(Path folder) {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern ALERT = Pattern.compile("alert: (\\w+)");
  private static final Pattern RUNBOOK = Pattern.compile("runbook_url: (\\S+)");
  private static final Pattern CASE = Pattern.compile("(?m)^ {2}- name: (\\w+)");
  private static final Pattern METRIC =
      Pattern.compile("\\b(?:meanstream|kafka|node|jvm|process|http|mongodb)_[a-z_]+");

  /**
   * A panel of a dashboard.
   *
   * @param expressions what it asks Prometheus
   * @param paths what it asks stats-api
   */
  public record Panel(
      String dashboard,
      String title,
      String unit,
      String description,
      List<String> expressions,
      List<String> paths) {}

  /** The panels of all dashboards. */
  public List<Panel> panels() throws IOException {
    List<Panel> panels = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder.resolve("grafana/dashboards"))) {
      for (Path file : files.toList()) {
        for (JsonNode panel : JSON.readTree(file.toFile()).get("panels")) {
          panels.add(panel(file.getFileName().toString(), panel));
        }
      }
    }
    return panels;
  }

  private static Panel panel(String dashboard, JsonNode panel) {
    return new Panel(
        dashboard,
        panel.path("title").asText(),
        panel.at("/fieldConfig/defaults/unit").asText(),
        panel.path("description").asText(),
        panel.findValuesAsText("expr"),
        panel.findValuesAsText("url"));
  }

  /** The names of all alerts. */
  public List<String> alerts() {
    return found(ALERT, "rules.yml");
  }

  /** Where the alerts link to. */
  public List<String> runbooks() {
    return found(RUNBOOK, "rules.yml");
  }

  /** The alerts that have a test case. */
  public List<String> cases() {
    return found(CASE, "rules_test.yml");
  }

  /** The metrics used in dashboards and rules. */
  public Set<String> metrics() throws IOException {
    Set<String> named = new TreeSet<>(names(rules("rules.yml")));
    for (Panel panel : panels()) {
      panel.expressions().forEach(expression -> named.addAll(names(expression)));
    }
    return named;
  }

  private static Collection<String> names(String text) {
    return METRIC.matcher(text).results().map(MatchResult::group).toList();
  }

  private List<String> found(Pattern pattern, String file) {
    return pattern.matcher(rules(file)).results().map(match -> match.group(1)).toList();
  }

  private String rules(String file) {
    try {
      return Files.readString(folder.resolve("prometheus").resolve(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
