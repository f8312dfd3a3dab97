package io.meanstream.launch.command;

import com.fasterxml.jackson.databind.node.ArrayNode;
import io.meanstream.launch.api.ApiException;
import io.meanstream.launch.api.IngestionProgress;
import io.meanstream.launch.api.IngestorApi;
import io.meanstream.launch.show.Throughput;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The ingestions that a user may act on: those in progress and the latest failures. */
record OpenIngestions(List<IngestionProgress> readings) {

  static final OpenIngestions NONE = new OpenIngestions(List.of());

  private static final Set<String> ENDED_EARLY = Set.of("failed", "cancelled");
  private static final int LATEST = 5;

  static OpenIngestions of(IngestorApi ingestor) {
    try {
      List<IngestionProgress> all = ingestor.readings();
      List<IngestionProgress> early =
          all.stream().filter(it -> ENDED_EARLY.contains(it.state())).toList();
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
          case "failed" -> "%s (%s)".formatted(reading.error().orElse("?"), retry(reading));
          case "cancelled" -> retry(reading);
          default -> "'./meanstream cancel %s' cancels it".formatted(reading.id());
        };
    return "%s: %s: %s".formatted(reading.source(), reading.state(), so);
  }

  private static String retry(IngestionProgress reading) {
    return "'./meanstream retry %s' resumes it".formatted(reading.id());
  }
}
