package io.meanstream.launch.demo;

import io.meanstream.launch.sample.RideSample;
import io.meanstream.launch.sample.SamplePlan;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;

/** The rides of a demo without data: two months around the clock change in spring. */
final class GeneratedRides {

  private static final LocalDate FROM = LocalDate.of(2020, 3, 1);
  private static final SamplePlan PLAN = new SamplePlan(30_000, 1, FROM, FROM.plusMonths(2));

  private GeneratedRides() {}

  /** Writes the rides to a file in the folder. */
  static Path in(Path folder) {
    Path file = folder.resolve("sample.csv");
    try (OutputStream out = Files.newOutputStream(file)) {
      RideSample.write(PLAN, out);
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write the sample to " + folder, e);
    }
  }
}
