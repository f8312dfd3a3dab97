package io.meanstream.system.metrics;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The metrics listed in docs/metrics.md. */
public final class DocumentedMetrics {

  private static final String LIBRARIES = "From libraries";
  private static final Pattern NAME = Pattern.compile("`(\\w+)`");
  private static final List<String> SERVICES =
      List.of("ingestor", "persister", "scheduler", "stats-api");

  /** The cells of each row, by the heading of their table. */
  private final Map<String, List<List<String>>> tables = new HashMap<>();

  private DocumentedMetrics(List<String> lines) {
    String heading = "";
    for (String line : lines) {
      if (line.startsWith("## ")) {
        heading = line.substring(3);
        tables.put(heading, new ArrayList<>());
      } else if (line.startsWith("| `")) {
        tables.get(heading).add(Stream.of(line.split("\\|")).skip(1).map(String::strip).toList());
      }
    }
  }

  /** Reads the page. */
  public static DocumentedMetrics read(Path page) throws IOException {
    return new DocumentedMetrics(Files.readAllLines(page));
  }

  /** The metrics under these headings: type and labels by name. */
  public Map<String, String> of(String... headings) {
    Map<String, String> listed = new TreeMap<>();
    for (String heading : headings) {
      tables
          .get(heading)
          .forEach(row -> listed.put(names(row.get(0)).iterator().next(), typeAndLabels(row)));
    }
    return listed;
  }

  private static String typeAndLabels(List<String> row) {
    return row.get(1) + names(row.get(2));
  }

  /** Whether a metric, or the histogram it belongs to, is listed. */
  public boolean lists(String metric) {
    String histogram = metric.replaceFirst("_(bucket|sum|count)$", "");
    return tables.values().stream()
        .flatMap(List::stream)
        .map(row -> names(row.get(0)).iterator().next())
        .anyMatch(name -> name.equals(metric) || name.equals(histogram));
  }

  /** The services that expose each library metric. */
  public Map<String, List<String>> ofLibraries() {
    return tables.get(LIBRARIES).stream()
        .collect(
            Collectors.toMap(
                row -> names(row.get(0)).iterator().next(), row -> services(row.get(1))));
  }

  private static List<String> services(String cell) {
    return cell.equals("all") ? SERVICES : List.of(cell.split(", "));
  }

  private static Set<String> names(String cell) {
    return NAME.matcher(cell)
        .results()
        .map((MatchResult match) -> match.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
