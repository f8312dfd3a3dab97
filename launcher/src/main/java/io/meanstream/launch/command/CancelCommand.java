package io.meanstream.launch.command;

import io.meanstream.cluster.pipeline.Home;
import io.meanstream.launch.api.IngestionProgress;
import io.meanstream.launch.show.Console;
import io.meanstream.launch.show.Csv;
import io.meanstream.launch.show.Json;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code cancel}: cancels an ingestion. */
@Command(
    name = "cancel",
    description = {
      "Cancel an ingestion that is queued or being read. Rows that it has sent stay.",
      "Exits with 1 if its reader is still waiting for Kafka."
    })
public final class CancelCommand implements Callable<Integer> {

  private static final String CANCELLED = "cancelled";

  private final Home home;
  private final Console console;

  @Parameters(paramLabel = "ID", description = "The id that ingest and status show.")
  private String id;

  @Mixin private FormatOption format;

  public CancelCommand(Home home, Console console) {
    this.home = home;
    this.console = console;
  }

  @Override
  public Integer call() {
    IngestionProgress reading = ServiceClients.of(home).ingestor().cancel(id);
    switch (format.format) {
      case JSON ->
          console.print(
              Json.pretty(
                  Json.object()
                      .put("id", reading.id())
                      .put("source", reading.source())
                      .put("state", reading.state())
                      .put("read", reading.read())));
      case CSV -> {
        console.print("id,source,state,read");
        console.print(
            Csv.line(
                List.of(
                    reading.id(),
                    reading.source(),
                    reading.state(),
                    Long.toString(reading.read()))));
      }
      case TABLE -> console.print(sentence(reading));
    }
    return reading.state().equals(CANCELLED) ? 0 : 1;
  }

  private static String sentence(IngestionProgress reading) {
    return reading.state().equals(CANCELLED)
        ? String.format(
            Locale.ROOT,
            "%s: cancelled; its %,d rows stay, './meanstream retry %s' continues after them",
            reading.source(),
            reading.read(),
            reading.id())
        : "%s: still %s because Kafka does not answer; it is cancelled once Kafka does"
            .formatted(reading.source(), reading.state());
  }
}
