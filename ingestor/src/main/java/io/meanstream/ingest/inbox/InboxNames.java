package io.meanstream.ingest.inbox;

import io.meanstream.source.DataFiles;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** File names in a dataset's inbox folder. */
final class InboxNames {

  static final String DONE = "done";
  static final String FAILED = "failed";

  /** The lock file of the ingestor that watches the folder. */
  static final String LOCK = ".meanstream";

  /** The suffix of a report that is being written. */
  static final String WRITTEN = ".report";

  private static final String REPORT = ".report.json";

  /** File systems take 255 bytes; a number and the report's suffix are added. */
  private static final int LONGEST = 230;

  private InboxNames() {}

  /** Whether a file's name marks it as data. */
  static boolean isData(Path file) {
    return DataFiles.isTakenByName(String.valueOf(file.getFileName()));
  }

  static Path reportOf(Path file) {
    return file.resolveSibling(file.getFileName() + REPORT);
  }

  /** An unused path for a file with this name, with a number if necessary. */
  static Path free(Path folder, String given) {
    String name = shortened(given);
    Path path = folder.resolve(name);
    for (int number = 2; Files.exists(path); number++) {
      path = folder.resolve("%d-%s".formatted(number, name));
    }
    return path;
  }

  /** Loses characters at the front, so that the extension stays. */
  private static String shortened(String given) {
    String name = given;
    while (name.getBytes(StandardCharsets.UTF_8).length > LONGEST) {
      name = name.substring(name.offsetByCodePoints(0, 1));
    }
    return name;
  }
}
