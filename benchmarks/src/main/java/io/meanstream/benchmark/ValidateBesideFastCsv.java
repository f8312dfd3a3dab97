package io.meanstream.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** Compares {@code ./meanstream validate} with FastCSV alone on a file of valid rows. */
public final class ValidateBesideFastCsv {

  private static final Path MEANSTREAM = Path.of("meanstream").toAbsolutePath();

  private ValidateBesideFastCsv() {}

  /**
   * Runs the benchmark; start it in the root of the repository.
   *
   * @param args the number of rides (default: 3 million) and of rounds (default: 5)
   */
  public static void main(String[] args) throws IOException, InterruptedException {
    int rides = args.length > 0 ? Integer.parseInt(args[0]) : 3_000_000;
    int rounds = args.length > 1 ? Integer.parseInt(args[1]) : 5;
    Path file = Files.createTempFile("rides", ".csv");
    try {
      Rides.generate(rides, file);
      compare(file, rides, rounds);
    } finally {
      Files.delete(file);
    }
  }

  private static void compare(Path file, int rides, int rounds)
      throws IOException, InterruptedException {
    List<Cost> validate = new ArrayList<>();
    List<Cost> alone = new ArrayList<>();
    for (int round = 0; round < rounds; round++) {
      alone.add(Cost.of(fastCsv(file)));
      validate.add(Cost.of(List.of(MEANSTREAM.toString(), "validate", file.toString())));
    }
    Ratio.printHead();
    print("rows per second of CPU time", Cost::processor, validate, alone, rides);
    print("rows/s", Cost::elapsed, validate, alone, rides);
  }

  private static void print(
      String what, ToDoubleFunction<Cost> part, List<Cost> validate, List<Cost> alone, int rides) {
    ToDoubleFunction<Cost> rate = cost -> rides / part.applyAsDouble(cost);
    Ratio.print(
        "CSV validated, " + what,
        validate.stream().mapToDouble(rate).toArray(),
        "FastCSV splitting",
        alone.stream().mapToDouble(rate).toArray());
  }

  /** Uses the same heap size and garbage collector as validate. */
  private static List<String> fastCsv(Path file) {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-Xmx256m",
        "-XX:+UseSerialGC",
        "-XX:-UsePerfData",
        "-cp",
        System.getProperty("java.class.path"),
        FastCsvAlone.class.getName(),
        file.toString());
  }
}
