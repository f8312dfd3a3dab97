package io.meanstream.benchmark;

import java.io.IOException;
import java.nio.file.Path;

/** Generates files of valid rides. */
final class Rides {

  private static final Path MEANSTREAM = Path.of("meanstream").toAbsolutePath();

  private Rides() {}

  static void generate(int rides, Path file) throws IOException, InterruptedException {
    int exit =
        new ProcessBuilder(MEANSTREAM.toString(), "sample", "--rides", Integer.toString(rides))
            .redirectOutput(file.toFile())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start()
            .waitFor();
    if (exit != 0) {
      throw new IllegalStateException("cannot generate rides: the command exited with " + exit);
    }
  }
}
