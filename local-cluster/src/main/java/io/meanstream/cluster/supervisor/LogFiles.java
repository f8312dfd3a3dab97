package io.meanstream.cluster.supervisor;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Reads the logs of the processes. */
public final class LogFiles {

  private static final String SUFFIX = ".log";
  private static final int DEPTH = 2;

  private LogFiles() {}

  /** The log files below a folder by the names of their processes. */
  public static Map<String, Path> below(Path folder) {
    Map<String, Path> logs = new TreeMap<>();
    if (!Files.isDirectory(folder)) {
      return logs;
    }
    try (Stream<Path> files = Files.find(folder, DEPTH, (file, it) -> it.isRegularFile())) {
      files
          .filter(file -> file.toString().endsWith(SUFFIX))
          .forEach(it -> logs.put(nameOf(it), it));
      return logs;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot look into " + folder, e);
    }
  }

  /** The last lines of a file. Uses constant memory. */
  public static Collection<String> last(Path file, int count) {
    Deque<String> last = new ArrayDeque<>();
    try (BufferedReader lines = reader(file)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        last.add(line);
        if (last.size() > count) {
          last.remove();
        }
      }
      return last;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
  }

  /** Reads UTF-8. Invalid bytes become replacement characters, so that any log can be shown. */
  private static BufferedReader reader(Path file) throws IOException {
    return new BufferedReader(
        new InputStreamReader(Files.newInputStream(file), StandardCharsets.UTF_8));
  }

  private static String nameOf(Path log) {
    String file = log.getFileName().toString();
    return file.substring(0, file.length() - SUFFIX.length());
  }
}
