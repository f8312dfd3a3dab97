package io.meanstream.launch.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.meanstream.launch.show.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * The result of submitting paths for ingestion.
 *
 * @param readings the ingestions of their sources
 * @param skipped files next to the sources that are not read
 * @param refused a line for each path that cannot be read at all
 */
public record Submission(
    List<IngestionProgress> readings, List<Skipped> skipped, List<String> refused) {

  public static final Submission NONE = new Submission(List.of(), List.of(), List.of());

  private static final int SHOWN = 20;

  /**
   * A file that is not read.
   *
   * @param reason why
   */
  public record Skipped(String source, String reason) {}

  static Submission of(JsonNode answer) {
    return new Submission(
        IngestionProgress.all(answer.path("ingestions")),
        skipped(answer.path("skipped")),
        List.of());
  }

  /** A path that is not read at all, with the reason. */
  public static Submission refused(String line) {
    return new Submission(List.of(), List.of(), List.of(line));
  }

  /** Submitted sources with nothing skipped or refused. */
  public static Submission of(List<IngestionProgress> readings) {
    return new Submission(readings, List.of(), List.of());
  }

  /** Both submissions together. */
  public Submission plus(Submission others) {
    return new Submission(
        plus(readings, others.readings),
        plus(skipped, others.skipped),
        plus(refused, others.refused));
  }

  private static <T> List<T> plus(List<T> some, List<T> others) {
    return Stream.concat(some.stream(), others.stream()).toList();
  }

  /** Reads the {@code skipped} field of a document. */
  public static List<Skipped> skipped(JsonNode array) {
    List<Skipped> skipped = new ArrayList<>();
    array.forEach(
        it -> skipped.add(new Skipped(it.path("source").asText(), it.path("reason").asText())));
    return skipped;
  }

  /** One line for each skipped file, up to a limit. */
  public static List<String> lines(List<Skipped> skipped) {
    List<String> lines = new ArrayList<>();
    skipped.stream()
        .limit(SHOWN)
        .forEach(it -> lines.add("%s: skipped: %s".formatted(it.source(), it.reason())));
    if (skipped.size() > SHOWN) {
      lines.add(
          String.format(
              Locale.ROOT,
              "and %,d more are skipped ('--format json' lists all)",
              skipped.size() - SHOWN));
    }
    return lines;
  }

  /** Adds the skipped and refused files to a document. */
  public void into(ObjectNode document) {
    skipped.forEach(
        it ->
            document
                .withArray("skipped")
                .add(Json.object().put("source", it.source()).put("reason", it.reason())));
    refused.forEach(document.withArray("refused")::add);
  }
}
