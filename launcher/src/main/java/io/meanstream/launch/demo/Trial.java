package io.meanstream.launch.demo;

import io.meanstream.catalog.dataset.Dataset;
import io.meanstream.cluster.pipeline.Pause;
import io.meanstream.launch.api.SchedulerApi;
import io.meanstream.launch.api.StatsApi;
import io.meanstream.launch.api.TextOption;
import io.meanstream.launch.batch.BatchRequest;
import io.meanstream.launch.batch.SchedulerRun;
import io.meanstream.launch.ingest.Ingest;
import io.meanstream.launch.show.Console;
import io.meanstream.launch.show.Format;
import io.meanstream.launch.show.Stage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Does what {@link Demo} does, with running services: ingests files, lets the scheduler update the
 * averages, and prints them. Repeatable; known files change nothing.
 */
public record Trial(
    Ingest ingest, StatsApi stats, SchedulerApi scheduler, Pause pause, Console console) {

  /**
   * Runs from files to averages.
   *
   * @param data absolute paths that the ingestor can also read; empty for generated rides
   * @param samples a folder that the ingestor can also read, for the generated rides
   */
  public void run(Dataset dataset, List<Path> data, Path samples, TextOption text, Format format) {
    List<Path> sources = data.isEmpty() ? List.of(generated(samples)) : data;
    Map<String, Double> seconds =
        new LinkedHashMap<>(WholeIngest.run(ingest, console, dataset.name(), sources, text));
    Stage stage = console.stage("aggregate");
    BatchRequest dirtyDays = BatchRequest.dirtyDays(dataset.name());
    seconds.put(
        "aggregate",
        stage.done(SchedulerRun.submit(scheduler, pause, dirtyDays).await(stage).summary()));
    new DemoResult(dataset, stats, Optional.empty(), Optional.empty(), seconds)
        .print(format, console);
  }

  private static Path generated(Path samples) {
    try {
      return GeneratedRides.in(Files.createDirectories(samples));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot create " + samples, e);
    }
  }
}
