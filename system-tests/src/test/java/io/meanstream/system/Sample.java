package io.meanstream.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A file of generated rides without duplicates or invalid rows. */
record Sample(Path file) {

  /** Writes a file; the same seed gives the same rides. */
  static Sample write(Meanstream meanstream, Path file, int rides, int seed) throws IOException {
    Process sample =
        meanstream.start(
            Redirect.to(file.toFile()),
            Redirect.INHERIT,
            "sample",
            "--rides",
            Integer.toString(rides),
            "--seed",
            Integer.toString(seed));
    assertThat(sample.onExit().join().exitValue()).isZero();
    return new Sample(file);
  }

  /** The first column, which the generator writes without quotes. */
  List<String> rideIds() throws IOException {
    try (Stream<String> lines = Files.lines(file)) {
      return lines.skip(1).map(line -> line.substring(0, line.indexOf(','))).toList();
    }
  }
}
