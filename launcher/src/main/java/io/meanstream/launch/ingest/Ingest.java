package io.meanstream.launch.ingest;

import io.meanstream.cluster.pipeline.Pause;
import io.meanstream.launch.Mistake;
import io.meanstream.launch.api.ApiException;
import io.meanstream.launch.api.Balance;
import io.meanstream.launch.api.Ingestion;
import io.meanstream.launch.api.IngestionProgress;
import io.meanstream.launch.api.IngestorApi;
import io.meanstream.launch.api.PollingRetry;
import io.meanstream.launch.api.StatsApi;
import io.meanstream.launch.api.Submission;
import io.meanstream.launch.api.TextOption;
import io.meanstream.launch.show.Console;
import io.meanstream.launch.show.Stage;
import io.meanstream.launch.show.Throughput;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Ingests files and shows their progress. Not thread-safe. */
public final class Ingest {

  private static final Path DEVICES = Path.of("/dev");

  private static final Duration LOOK_AGAIN = Duration.ofMillis(150);

  private final IngestorApi ingestor;
  private final StatsApi stats;
  private final Console console;
  private final Pause pause;
  private final Map<String, Instant> ends = new HashMap<>();

  public Ingest(IngestorApi ingestor, StatsApi stats, Console console, Pause pause) {
    this.ingestor = ingestor;
    this.stats = stats;
    this.console = console;
    this.pause = pause;
  }

  /**
   * Checks the paths and makes them absolute.
   *
   * @throws Mistake for the first one that does not exist, or is neither a file nor a folder, such
   *     as {@code /dev/stdin} and a shell's {@code <(…)}: another process has to open it, often
   *     twice
   */
  public static List<Path> existing(List<Path> paths) {
    for (Path path : paths) {
      if (!Files.exists(path)) {
        throw new Mistake("no such file or folder: " + path);
      }
      boolean isDevice = path.toAbsolutePath().normalize().startsWith(DEVICES);
      if (isDevice || !Files.isRegularFile(path) && !Files.isDirectory(path)) {
        throw new Mistake(path + ": only files and folders can be read");
      }
      if (!Files.isReadable(path)) {
        throw new Mistake("cannot read " + path);
      }
    }
    return paths.stream().map(path -> path.toAbsolutePath().normalize()).toList();
  }

  /**
   * Queues every source of the paths. An unreadable one does not stop the others.
   *
   * @param replay whether to read again what was read before
   * @throws ApiException if the ingestor refuses the dataset, an option or the token
   * @throws Mistake with a line for each path, if none of them can be read
   */
  public Submission submit(String dataset, List<Path> paths, TextOption text, boolean replay) {
    Submission all = Submission.NONE;
    for (Path path : paths) {
      all = all.plus(submit(dataset, path, text, replay));
    }
    if (all.readings().isEmpty()) {
      throw Refusals.mistake(all.refused());
    }
    return all;
  }

  private Submission submit(String dataset, Path path, TextOption text, boolean replay) {
    try {
      return ingestor.submit(dataset, path, text, replay);
    } catch (ApiException e) {
      if (e.isAboutContent()) {
        return Submission.refused(e.getMessage());
      }
      throw e;
    }
  }

  /**
   * Waits until each source has been read or has failed; returns the seconds.
   *
   * @throws Mistake with a line for each, if none of them can be read
   */
  public double awaitRead(List<IngestionProgress> submitted) {
    Stage stage = console.stage("ingest");
    List<IngestionProgress> ended = new ArrayList<>();
    for (int i = 0; i < submitted.size(); i++) {
      String place = submitted.size() == 1 ? "" : " (%d of %d)".formatted(i + 1, submitted.size());
      ended.add(awaitRead(submitted.get(i), place, stage));
    }
    List<String> refusals = ended.stream().flatMap(it -> it.refusal().stream()).toList();
    if (!refusals.isEmpty() && refusals.size() == ended.size()) {
      stage.abandon();
      throw Refusals.mistake(refusals);
    }
    long rows = ended.stream().mapToLong(IngestionProgress::read).sum();
    String sources = submitted.size() == 1 ? "1 source" : submitted.size() + " sources";
    return stage.done("%s of %s".formatted(Throughput.since(stage.seconds(), rows), sources));
  }

  /** Waits until every row that was read is settled in the store; returns the seconds. */
  public double awaitSettled(List<IngestionProgress> submitted) {
    Stage stage = console.stage("persist");
    Throughput pace = new Throughput();
    PollingRetry<List<Ingestion>> patience =
        new PollingRetry<>(() -> results(submitted), List.of());
    List<Ingestion> results = patience.ask();
    while (results.size() < submitted.size() || !results.stream().allMatch(this::isSettled)) {
      stage.update(pace.of(balanceOf(results).settled(), balanceOf(results).read()));
      pause.pause(LOOK_AGAIN);
      results = patience.ask();
    }
    return stage.done(balanceOf(results).toString());
  }

  /** Ignores an outcome in the store that belongs to an earlier attempt. */
  private boolean isSettled(Ingestion ingestion) {
    Optional<Instant> end = Optional.ofNullable(ends.get(ingestion.id()));
    return ingestion.settled() && (end.isEmpty() || end.equals(ingestion.endedAt()));
  }

  /** The ingestions of the sources as far as stats-api knows them. */
  public List<Ingestion> results(List<IngestionProgress> submitted) {
    return submitted.stream()
        .map(IngestionProgress::id)
        .map(stats::ingestion)
        .flatMap(Optional::stream)
        .toList();
  }

  private IngestionProgress awaitRead(IngestionProgress submitted, String place, Stage stage) {
    Throughput pace = new Throughput();
    PollingRetry<IngestionProgress> patience =
        new PollingRetry<>(() -> ingestor.reading(submitted.id()), submitted);
    IngestionProgress reading = patience.ask();
    while (!reading.ended()) {
      stage.update(submitted.source() + place + ": " + progress(reading, pace));
      pause.pause(LOOK_AGAIN);
      reading = patience.ask();
    }
    reading.endedAt().ifPresent(end -> ends.put(submitted.id(), end));
    return reading;
  }

  private static String progress(IngestionProgress reading, Throughput pace) {
    return switch (reading.state()) {
      case "reading" -> pace.of(reading.read(), reading.rows());
      case "hashing" -> "hashing, " + Throughput.ofBytes(reading.bytesRead());
      default -> reading.state();
    };
  }

  private static Balance balanceOf(List<Ingestion> ingestions) {
    return ingestions.stream().map(Ingestion::balance).reduce(Balance.ZERO, Balance::plus);
  }
}
