package io.meanstream.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/**
 * Compares the time from a file to Kafka with that of a file with a tenth of the rows, read by an
 * ingestor with the same heap. Prints one row of a table for the time and one for the memory.
 */
public final class LongFile {

  private static final int TENTH = 10;
  private static final double MIB = 1 << 20;

  /** The seconds from the request to the last row in Kafka, and the ingestor's most memory, MiB. */
  private record Reading(double seconds, double resident) {}

  private final Path folder;
  private final Reading[] shorter;
  private final Reading[] longer;

  private LongFile(Path folder, int rounds) {
    this.folder = folder;
    this.shorter = new Reading[rounds];
    this.longer = new Reading[rounds];
  }

  /**
   * Runs the benchmark; start it in the root of the repository.
   *
   * @param args the number of rides of the longer file, 35 million by default, and of rounds
   */
  public static void main(String[] args) throws IOException, InterruptedException {
    int rides = args.length > 0 ? Integer.parseInt(args[0]) : 35_000_000;
    int rounds = args.length > 1 ? Integer.parseInt(args[1]) : 1;
    Path folder = Files.createTempDirectory("long-file");
    Path tenth = folder.resolve("tenth.csv");
    Path whole = folder.resolve("whole.csv");
    Rides.generate(rides / TENTH, tenth);
    Rides.generate(rides, whole);
    LongFile benchmark = new LongFile(folder, rounds);
    for (int round = 0; round < rounds; round++) {
      benchmark.shorter[round] = benchmark.read(tenth, "tenth" + round);
      benchmark.longer[round] = benchmark.read(whole, "whole" + round);
    }
    benchmark.print(rides);
    Files.delete(tenth);
    Files.delete(whole);
    System.err.println("Kafka's data and the logs are in " + folder);
  }

  private Reading read(Path file, String name) throws IOException, InterruptedException {
    try (Pipeline pipeline = Pipeline.startWithoutPersister(folder.resolve(name))) {
      pipeline.ingest(file);
      Reading reading =
          new Reading(pipeline.secondsOfReading(), pipeline.usage("ingestor").peak() / MIB);
      System.err.printf(Locale.ROOT, "%s: %s%n", name, reading);
      return reading;
    }
  }

  private void print(int rides) {
    Ratio.printHead();
    String peer = String.format(Locale.ROOT, "%,d rides", rides / TENTH);
    Ratio.print(
        String.format(Locale.ROOT, "%,d rides to Kafka, s", rides),
        values(longer, Reading::seconds),
        peer,
        values(shorter, Reading::seconds));
    Ratio.print(
        "the same, resident memory, MiB",
        values(longer, Reading::resident),
        peer,
        values(shorter, Reading::resident));
  }

  private static double[] values(Reading[] readings, ToDoubleFunction<Reading> value) {
    return Stream.of(readings).mapToDouble(value).toArray();
  }
}
