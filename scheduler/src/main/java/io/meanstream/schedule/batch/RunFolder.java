package io.meanstream.schedule.batch;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The folder of one run's process, readable by its owner only: arguments, log, Spark's files. */
record RunFolder(Path path) {

  private static final FileAttribute<?> OWNER_ONLY =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
  private static final int TAIL_BYTES = 16 * 1024;
  private static final int LONGEST_LINE = 500;

  private static final String LOG = ".log";
  private static final String ARGUMENTS = "arguments";

  /** Creates the folder of a run, replacing what an earlier attempt to start it left. */
  static RunFolder create(Path in, String id) throws IOException {
    Files.createDirectories(in);
    RunFolder folder = new RunFolder(in.toAbsolutePath().resolve(id));
    folder.remove();
    Files.createDirectory(folder.path, OWNER_ONLY);
    return folder;
  }

  /** Deletes all but the newest kept logs. */
  static void sweepLogs(Path in, int keep) {
    list(in).stream()
        .filter(file -> file.toString().endsWith(LOG))
        .sorted(Comparator.reverseOrder())
        .skip(keep)
        .forEach(RunFolder::delete);
  }

  /** Closes the folders of processes that an earlier scheduler left behind. */
  static void closeAll(Path in) {
    list(in).stream()
        // other folders belong to others
        .filter(folder -> Files.exists(folder.resolve(ARGUMENTS)))
        .forEach(folder -> new RunFolder(folder).close(true));
  }

  Path log() {
    return path.resolve("log");
  }

  Path scratch() {
    return path.resolve("spark");
  }

  /** Writes the arguments, one per line. */
  Path write(List<String> arguments) throws IOException {
    return Files.write(path.resolve(ARGUMENTS), arguments);
  }

  /** The last lines of the log, long ones truncated. */
  List<String> lastLines(int count) {
    try (RandomAccessFile file = new RandomAccessFile(log().toFile(), "r")) {
      long start = Math.max(0, file.length() - TAIL_BYTES);
      byte[] tail = new byte[(int) (file.length() - start)];
      file.seek(start);
      file.readFully(tail);
      List<String> lines = new String(tail, StandardCharsets.UTF_8).lines().toList();
      return lines.stream()
          .skip(Math.max(0, lines.size() - count))
          .map(line -> line.length() > LONGEST_LINE ? line.substring(0, LONGEST_LINE) + "…" : line)
          .toList();
    } catch (IOException e) {
      return List.of("cannot read the log: " + e.getMessage());
    }
  }

  /** Deletes the folder. A log that is kept moves to a file beside it. */
  void close(boolean keepLog) {
    try {
      if (keepLog && Files.exists(log())) {
        Path kept = path.resolveSibling(path.getFileName() + LOG);
        Files.move(log(), kept, StandardCopyOption.REPLACE_EXISTING);
      }
      remove();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot keep " + log(), e);
    }
  }

  private void remove() {
    if (!Files.exists(path)) {
      return;
    }
    try (Stream<Path> files = Files.walk(path)) {
      files.sorted(Comparator.reverseOrder()).forEach(RunFolder::delete);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot remove " + path, e);
    }
  }

  private static List<Path> list(Path folder) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.toList();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot list " + folder, e);
    }
  }

  private static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot remove " + file, e);
    }
  }
}
