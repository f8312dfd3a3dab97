package io.meanstream.ingest;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;

/** The folder of real files, which is no part of the repository. */
public final class RealData {

  private static final String NAME = "MEANSTREAM_DATA";

  private RealData() {}

  /** A file of that folder; where it is absent the test is skipped and says so. */
  public static Path file(String name) {
    String told = System.getProperty(NAME, System.getenv(NAME));
    Path folder = Path.of(told == null ? "../../shared/data" : told).toAbsolutePath().normalize();
    assumeTrue(Files.isDirectory(folder), "skipped: no real data in " + folder + " (" + NAME + ")");
    return folder.resolve(name);
  }
}
