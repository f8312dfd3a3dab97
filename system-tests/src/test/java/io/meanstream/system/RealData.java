package io.meanstream.system;

import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Real files, which are not part of the product; tests that use them skip where they are absent.
 */
final class RealData {

  private static final Path FOLDER =
      Optional.ofNullable(System.getenv("MEANSTREAM_DATA"))
          .map(Path::of)
          .orElse(Meanstream.ROOT.resolveSibling("shared").resolve("data"));

  private RealData() {}

  /** A real file or folder; the test is skipped if it is absent. */
  static Path file(String name) {
    Path file = FOLDER.resolve(name);
    assumeThat(Files.exists(file))
        .as("needs real data: %s, in the folder that MEANSTREAM_DATA names", name)
        .isTrue();
    return file;
  }
}
