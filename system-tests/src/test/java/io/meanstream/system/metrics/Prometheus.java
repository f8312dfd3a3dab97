package io.meanstream.system.metrics;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.meanstream.cluster.Ports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/** Prometheus with the configuration in {@code deploy/}, but scraping every three seconds. */
public final class Prometheus implements AutoCloseable {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final Pattern MINUTES = Pattern.compile("\\b(\\d+)m\\b");
  private static final int SECONDS_OF_A_MINUTE = 12;

  private final Process process;
  private final String url;

  private Prometheus(Process process, String url) {
    this.process = process;
    this.url = url;
  }

  /**
   * Starts Prometheus.
   *
   * @param deploy the folder {@code deploy}
   * @param folder an empty folder
   * @param targets addresses by the name of their file in {@code targets}, each with its label
   *     {@code service}
   */
  public static Prometheus start(Path deploy, Path folder, Map<String, Map<String, String>> targets)
      throws IOException {
    copy(deploy, folder, "prometheus.yml", text -> text.replace("15s", "3s"));
    copy(deploy, folder, "rules.yml", Prometheus::hurried);
    Path files = Files.createDirectory(folder.resolve("targets"));
    for (Map.Entry<String, Map<String, String>> file : targets.entrySet()) {
      Files.writeString(files.resolve(file.getKey() + ".yml"), lines(file.getValue()));
    }
    int port = Ports.free();
    Process process =
        new ProcessBuilder(
                "prometheus",
                "--config.file=" + folder.resolve("prometheus.yml"),
                "--storage.tsdb.path=" + folder.resolve("data"),
                "--web.listen-address=127.0.0.1:" + port,
                "--log.level=warn")
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("prometheus.log").toFile())
            .start();
    return new Prometheus(process, "http://127.0.0.1:" + port);
  }

  private static void copy(Path deploy, Path folder, String name, UnaryOperator<String> change)
      throws IOException {
    String text = Files.readString(deploy.resolve("prometheus").resolve(name));
    Files.writeString(folder.resolve(name), change.apply(text));
  }

  /** Shortens the rules' minutes to seconds, but to more than the persister's retry delay. */
  private static String hurried(String rules) {
    return MINUTES
        .matcher(rules)
        .replaceAll(match -> Integer.parseInt(match.group(1)) * SECONDS_OF_A_MINUTE + "s");
  }

  private static String lines(Map<String, String> targets) {
    StringBuilder lines = new StringBuilder();
    targets.forEach(
        (service, address) ->
            lines.append(
                "- targets: ['%s']%n  labels: {service: '%s'}%n"
                    .formatted(address.replace("http://", ""), service)));
    return lines.toString();
  }

  /** Whether it responds yet. */
  public boolean isReady() {
    try {
      return HTTP.send(request("/-/ready"), BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }

  /** How many series an expression currently returns. */
  public int series(String expression) {
    String query = URLEncoder.encode(expression, StandardCharsets.UTF_8);
    return get("/api/v1/query?query=" + query).get("result").size();
  }

  /** The names of the currently firing alerts. */
  public List<String> firing() {
    List<String> names = new ArrayList<>();
    for (JsonNode alert : get("/api/v1/alerts").get("alerts")) {
      if (alert.get("state").asText().equals("firing")) {
        names.add(alert.at("/labels/alertname").asText());
      }
    }
    return names;
  }

  /** The expressions of all alerts, as Prometheus parses them. */
  public List<String> rules() {
    List<String> expressions = new ArrayList<>();
    for (JsonNode group : get("/api/v1/rules").get("groups")) {
      group.get("rules").forEach(rule -> expressions.add(rule.get("query").asText()));
    }
    return expressions;
  }

  private JsonNode get(String path) {
    try {
      JsonNode answer = JSON.readTree(HTTP.send(request(path), BodyHandlers.ofString()).body());
      if (!answer.path("status").asText().equals("success")) {
        throw new AssertionError(path + ": " + answer);
      }
      return answer.get("data");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }

  private HttpRequest request(String path) {
    return HttpRequest.newBuilder(URI.create(url + path)).build();
  }

  @Override
  public void close() {
    process.destroy();
    process.onExit().join();
  }
}
