package io.meanstream.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;

/**
 * Compares the services as native executables, as jars, and as jars with a class-data archive: how
 * fast they start, how much memory they take, and how fast they read and store a file.
 */
public final class NativeBesideJvm {

  private static final List<String> SERVICES =
      List.of("ingestor", "persister", "scheduler", "stats-api");

  /** The heaps that the launcher gives them. */
  private static final Map<String, String> HEAPS =
      Map.of(
          "ingestor", "-Xmx128m",
          "persister", "-Xmx256m",
          "scheduler", "-Xmx128m",
          "stats-api", "-Xmx192m");

  private static final long IDLE_SECONDS = 10;
  private static final double MB = 1e6;

  private final Path executables;
  private final int rounds;

  private NativeBesideJvm(Path executables, int rounds) {
    this.executables = executables;
    this.rounds = rounds;
  }

  /**
   * Runs the benchmark; start it in the root of the repository.
   *
   * @param args the folder of native executables, the number of rides and the number of starts;
   *     defaults: native, 500,000 and 5
   */
  public static void main(String[] args) throws IOException, InterruptedException {
    Path executables = Path.of(args.length > 0 ? args[0] : "native").toAbsolutePath();
    int rides = args.length > 1 ? Integer.parseInt(args[1]) : 500_000;
    int rounds = args.length > 2 ? Integer.parseInt(args[2]) : 5;
    NativeBesideJvm benchmark = new NativeBesideJvm(executables, rounds);
    benchmark.starts();
    benchmark.pipelines(rides);
  }

  private void starts() throws IOException, InterruptedException {
    System.out.println(
        "| service | run from | first answer | CPU time until then | resident | file |");
    System.out.println("|---|---|---|---|---|---|");
    for (String service : SERVICES) {
      Path jar = Path.of(service, "target", "quarkus-app").toAbsolutePath();
      start(service, "executable", List.of(executables.resolve(service).toString()), jar);
      start(service, "jar", List.of("java", "-jar", "quarkus-run.jar"), jar);
      Path archived = Path.of(service, "target", "aot").toAbsolutePath();
      start(
          service,
          "jar and archive",
          List.of("java", "-XX:SharedArchiveFile=app-cds.jsa", "-jar", "quarkus-run.jar"),
          archived);
    }
  }

  private void start(String service, String from, List<String> program, Path folder)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(program);
    command.add(1, HEAPS.get(service));
    List<ServiceStart> starts = new ArrayList<>();
    for (int round = 0; round < rounds; round++) {
      starts.add(ServiceStart.of(command, folder));
    }
    System.out.printf(
        Locale.ROOT,
        "| %s | %s | %.0f ms | %.0f ms | %.0f MB | %s |%n",
        service,
        from,
        median(starts, ServiceStart::seconds) * 1e3,
        median(starts, ServiceStart::processor) * 1e3,
        median(starts, ServiceStart::resident) / MB,
        from.equals("executable")
            ? "%.0f MB".formatted(Files.size(executables.resolve(service)) / MB)
            : "");
  }

  private static double median(List<ServiceStart> starts, ToDoubleFunction<ServiceStart> value) {
    double[] sorted = starts.stream().mapToDouble(value).sorted().toArray();
    return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
  }

  private void pipelines(int rides) throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("native");
    Path file = folder.resolve("rides.csv");
    Rides.generate(rides, file);
    System.out.println();
    System.out.println("| run from | service | idle | peak | rows/s | CPU time per million rows |");
    System.out.println("|---|---|---|---|---|---|");
    pipeline(
        "executable", folder, file, rides, Map.of("MEANSTREAM_NATIVE", executables.toString()));
    pipeline("jar", folder, file, rides, Map.of());
    Files.delete(file);
    System.err.println("Kafka's data and the logs are in " + folder);
  }

  /** The ingestor and the persister at work, which share the machine with brokers and store. */
  private static void pipeline(
      String from, Path folder, Path file, int rides, Map<String, String> environment)
      throws IOException, InterruptedException {
    try (Pipeline pipeline = Pipeline.start(folder.resolve(from), environment)) {
      TimeUnit.SECONDS.sleep(IDLE_SECONDS);
      ProcessUsage ingestor = pipeline.usage("ingestor");
      ProcessUsage persister = pipeline.usage("persister");
      long start = System.nanoTime();
      pipeline.run("ingest", file.toString(), "--detach");
      double read = await(pipeline, "read", rides, start);
      print(from, "ingestor", ingestor, pipeline.usage("ingestor"), rides, read);
      double stored = await(pipeline, "stored", rides, start);
      print(from, "persister", persister, pipeline.usage("persister"), rides, stored);
    }
  }

  /** Waits for rows with this outcome; returns the seconds since the start. */
  private static double await(Pipeline pipeline, String outcome, int rows, long start)
      throws IOException, InterruptedException {
    pipeline.await(outcome, rows);
    return (System.nanoTime() - start) / 1e9;
  }

  private static void print(
      String from, String service, ProcessUsage idle, ProcessUsage done, int rows, double seconds) {
    System.out.printf(
        Locale.ROOT,
        "| %s | %s | %.0f MB | %.0f MB | %,.0f | %.1f s |%n",
        from,
        service,
        idle.resident() / MB,
        done.peak() / MB,
        rows / seconds,
        (done.processor() - idle.processor()) / rows * 1e6);
  }
}
