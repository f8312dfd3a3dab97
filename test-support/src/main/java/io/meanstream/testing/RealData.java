package io.meanstream.testing;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Real files from the folder in {@code MEANSTREAM_DATA}; they are not part of the repository. Tests
 * that need a missing file are skipped.
 */
public final class RealData {

  private static final String FOLDER = "MEANSTREAM_DATA";

  private RealData() {}

  /** A file or folder in the folder of real data; skips the test if it does not exist. */
  public static Path file(String name) {
    String folder = System.getenv(FOLDER);
    assumeTrue(
        folder != null && !folder.isBlank(),
        "skipped: needs %s, and %s names no folder of real data".formatted(name, FOLDER));
    Path file = Path.of(folder).toAbsolutePath().normalize().resolve(name);
    assumeTrue(Files.exists(file), "skipped: there is no %s, see %s".formatted(file, FOLDER));
    return file;
  }
}
