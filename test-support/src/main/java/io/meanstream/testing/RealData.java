package io.meanstream.testing;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Real files, which are not part of the product: the folder that {@code MEANSTREAM_DATA} names has
 * them. Tests that need a file skip where it is absent.
 */
public final class RealData {

  private static final String FOLDER = "MEANSTREAM_DATA";

  private RealData() {}

  /** A file or folder in the folder of real data; the test is skipped if it is absent. */
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
