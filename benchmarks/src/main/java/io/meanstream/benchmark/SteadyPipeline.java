package io.meanstream.benchmark;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * Measures rows per second through the whole pipeline for each tenth of a large file, and the
 * memory use of the services.
 */
public final class SteadyPipeline {

  private static final int TENTHS = 10;
  private static final long LOOK_AGAIN_MILLIS = 100;
  private static final double MIB = 1 << 20;

  private final Pipeline pipeline;
  private final long rows;

  private SteadyPipeline(Pipeline pipeline, long rows) {
    this.pipeline = pipeline;
    this.rows = rows;
  }

  /**
   * Runs the benchmark; start it in the root of the repository.
   *
   * @param args the number of rides; default: 3.5 million
   */
  public static void main(String[] args) throws IOException, InterruptedException {
    int rides = args.length > 0 ? Integer.parseInt(args[0]) : 3_500_000;
    Path folder = Files.createTempDirectory("steady");
    Path file = folder.resolve("rides.csv");
    Rides.generate(rides, file);
    try (Pipeline pipeline = Pipeline.start(folder.resolve("home"))) {
      new SteadyPipeline(pipeline, rides).measure(file);
    } finally {
      Files.delete(file);
      System.err.println("Kafka's data and the logs are in " + folder);
    }
  }

  private void measure(Path file) throws IOException, InterruptedException {
    System.out.printf(
        "%6s %12s %12s %24s %24s%n",
        "tenth", "read/s", "stored/s", "ingestor's heap, MiB", "persister's heap, MiB");
    pipeline.run("ingest", file.toString(), "--detach");
    long start = System.nanoTime();
    Tenth tenth = new Tenth(System.nanoTime(), 0, 0);
    for (int number = 1; number <= TENTHS; number++) {
      tenth = await(number, tenth);
    }
    System.out.printf(Locale.ROOT, "%,d rows in %.1f s%n", rows, (System.nanoTime() - start) / 1e9);
  }

  /** The start of a tenth. */
  private record Tenth(long nanos, long read, long stored) {}

  private Tenth await(int number, Tenth begun) throws IOException, InterruptedException {
    Range ingestor = new Range();
    Range persister = new Range();
    JsonNode balance = pipeline.balance();
    while (balance.get("stored").asLong() < rows * number / TENTHS) {
      TimeUnit.MILLISECONDS.sleep(LOOK_AGAIN_MILLIS);
      ingestor.add(pipeline.heap("ingestor"));
      persister.add(pipeline.heap("persister"));
      balance = pipeline.balance();
    }
    Tenth ended =
        new Tenth(System.nanoTime(), balance.get("read").asLong(), balance.get("stored").asLong());
    double seconds = (ended.nanos() - begun.nanos()) / 1e9;
    System.out.printf(
        Locale.ROOT,
        "%6d %,12.0f %,12.0f %24s %24s%n",
        number,
        (ended.read() - begun.read()) / seconds,
        (ended.stored() - begun.stored()) / seconds,
        ingestor,
        persister);
    return ended;
  }

  /** The lowest used heap, which is close to the live data, and the highest. */
  private static final class Range {
    private long least = Long.MAX_VALUE;
    private long most;

    void add(long bytes) {
      least = Math.min(least, bytes);
      most = Math.max(most, bytes);
    }

    @Override
    public String toString() {
      return most == 0 ? "-" : "%.0f to %.0f".formatted(least / MIB, most / MIB);
    }
  }
}
