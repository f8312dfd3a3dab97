package io.meanstream.launch.command;

import com.fasterxml.jackson.databind.node.ArrayNode;
import io.meanstream.launch.api.ApiException;
import io.meanstream.launch.api.IngestionProgress;
import io.meanstream.launch.api.IngestorApi;
import io.meanstream.launch.show.Throughput;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The ingestions that a user may act on: those in progress, and the latest that failed and whose
 * sources were not ingested since.
 */
record OpenIngestions(List<IngestionProgress> readings) {

  static final OpenIngestions NONE = new OpenIngestions(List.of());

  private static final Set<String> ENDED_EARLY = Set.of("failed", "cancelled");
  private static final Set<String> INGESTED = Set.of("done", "known");
  private static final int LATEST = 5;

  static OpenIngestions of(IngestorApi ingestor) {
    try {
      List<IngestionProgress> all = ingestor.readings();
      List<IngestionProgress> early =
          IntStream.range(0, all.size())
              .filter(index -> ENDED_EARLY.contains(all.get(index).state()))
              .filter(index -> !isIngested(all.get(index).source(), all.subList(index, all.size())))
              .mapToObj(all::get)
              .toList();
      return new OpenIngestions(
          Stream.concat(
                  early.stream().skip(Math.max(0, early.size() - LATEST)),
                  all.stream().filter(reading -> !reading.ended()))
              .toList());
    } catch (ApiException e) {
      // a status must also work while a service is down
      return NONE;
    }
  }

  private static boolean isIngested(String source, List<IngestionProgress> since) {
    return since.stream()
        .anyMatch(it -> it.source().equals(source) && INGESTED.contains(it.state()));
  }

  List<String> lines() {
    return readings.stream().map(OpenIngestions::line).toList();
  }

  ArrayNode into(ArrayNode items) {
    readings.forEach(reading -> items.add(reading.document()));
    return items;
  }

  private static String line(IngestionProgress reading) {
    String so =
        switch (reading.state()) {
          case "reading" ->
              Throughput.of(
                  reading.read(),
                  reading.rows(),
                  reading.rowsPerSecond().orElse(0.0),
                  reading.secondsLeft().orElse(0.0));
          case "hashing" -> Throughput.ofBytes(reading.bytesRead());
          case "failed" -> error(reading);
          case "cancelled" -> SourceError.retry(reading.id());
          default -> "'./meanstream cancel %s' cancels it".formatted(reading.id());
        };
    return "%s: %s: %s".formatted(reading.source(), reading.state(), so);
  }

  /** A source that was refused is refused again: resuming does not help. */
  private static String error(IngestionProgress reading) {
    String error = SourceError.of(reading.source(), reading.error().orElse("?"));
    return reading.refusal().isPresent()
        ? error
        : "%s (%s)".formatted(error, SourceError.retry(reading.id()));
  }
}
