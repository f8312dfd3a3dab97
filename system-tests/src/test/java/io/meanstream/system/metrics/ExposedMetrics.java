package io.meanstream.system.metrics;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The metrics that a service exposes, parsed from Prometheus' text format. */
public final class ExposedMetrics {

  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private static final Duration LIMIT = Duration.ofMinutes(2);
  private static final Pattern TYPE = Pattern.compile("# TYPE (\\S+) (\\S+)");
  private static final Pattern SAMPLE = Pattern.compile("([a-zA-Z_:]+)(?:\\{(.*)})? (\\S+)");
  private static final Pattern LABEL = Pattern.compile("(\\w+)=\"((?:[^\"\\\\]|\\\\.)*)\"");
  private static final String PRODUCT = "meanstream_";

  private record Sample(String name, Map<String, String> labels, double value) {}

  private final Map<String, String> types = new HashMap<>();
  private final List<Sample> samples = new ArrayList<>();

  private ExposedMetrics(String text) {
    for (String line : text.split("\n")) {
      Matcher type = TYPE.matcher(line);
      Matcher sample = SAMPLE.matcher(line);
      if (type.matches()) {
        types.put(type.group(1), type.group(2));
      } else if (sample.matches()) {
        samples.add(
            new Sample(
                sample.group(1), labels(sample.group(2)), Double.parseDouble(sample.group(3))));
      }
    }
  }

  private static Map<String, String> labels(String text) {
    Map<String, String> labels = new TreeMap<>();
    if (text != null) {
      LABEL.matcher(text).results().forEach((MatchResult l) -> labels.put(l.group(1), l.group(2)));
    }
    return labels;
  }

  /** Fetches a service's current metrics. */
  public static ExposedMetrics of(String url) {
    try {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create(url + "/q/metrics"))
              .header("Accept", "text/plain")
              .timeout(LIMIT)
              .build();
      return new ExposedMetrics(HTTP.send(request, BodyHandlers.ofString()).body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }

  /** The names of all metrics. */
  public Set<String> families() {
    return new TreeSet<>(types.keySet());
  }

  /** The product's own metrics in the form of the page: type and labels by name. */
  public Map<String, String> ofProduct() {
    Map<String, String> ours = new TreeMap<>();
    types.forEach(
        (name, type) -> {
          if (name.startsWith(PRODUCT) && !isMaximum(name)) {
            ours.put(name, type + labelsOf(name, type));
          }
        });
    return ours;
  }

  /** Micrometer adds one to each histogram. */
  private boolean isMaximum(String name) {
    return name.endsWith("_max") && types.containsKey(name.substring(0, name.length() - 4));
  }

  private Set<String> labelsOf(String name, String type) {
    Set<String> labels = new TreeSet<>();
    String series = type.equals("histogram") ? name + "_count" : name;
    samples.stream()
        .filter(sample -> sample.name().equals(series))
        .forEach(sample -> labels.addAll(sample.labels().keySet()));
    return labels;
  }

  /** The sum of a metric's series with this label value. */
  public double value(String name, String label, String value) {
    return sum(name, sample -> value.equals(sample.labels().get(label)));
  }

  /** The sum of a metric's series. */
  public double value(String name) {
    return sum(name, sample -> true);
  }

  private double sum(String name, Predicate<Sample> condition) {
    return samples.stream()
        .filter(sample -> sample.name().equals(name))
        .filter(condition)
        .mapToDouble(Sample::value)
        .sum();
  }
}
