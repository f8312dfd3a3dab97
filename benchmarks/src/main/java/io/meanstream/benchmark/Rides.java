package io.meanstream.benchmark;

import java.io.IOException;
import java.nio.file.Path;

/** Files of generated rides, none of which is rejected. */
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
      throw new IllegalStateException("no file of rides: the command ended with " + exit);
    }
  }
}
