package io.meanstream.ingest.inbox;

import io.meanstream.source.DataFiles;
import java.nio.file.Files;
import java.nio.file.Path;

/** The names in a dataset's folder of the inbox. */
final class InboxNames {

  static final String DONE = "done";
  static final String FAILED = "failed";

  /** Held by the ingestor that watches the folder. */
  static final String LOCK = ".meanstream";

  /** A report that is being written. */
  static final String WRITTEN = ".report";

  private static final String REPORT = ".report.json";

  private InboxNames() {}

  /** Whether a file is to be ingested by its name. */
  static boolean isData(Path file) {
    return DataFiles.isTakenByName(String.valueOf(file.getFileName()));
  }

  static Path reportOf(Path file) {
    return file.resolveSibling(file.getFileName() + REPORT);
  }

  /** A path for a file of this name that no file has: with a number, if need be. */
  static Path free(Path folder, String name) {
    Path path = folder.resolve(name);
    for (int number = 2; Files.exists(path); number++) {
      path = folder.resolve("%d-%s".formatted(number, name));
    }
    return path;
  }
}
