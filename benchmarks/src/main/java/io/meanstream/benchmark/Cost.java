package io.meanstream.benchmark;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * The time that a process took.
 *
 * @param elapsed wall-clock seconds
 * @param processor CPU seconds of user and system time, including child processes
 */
record Cost(double elapsed, double processor) {

  // POSIX has `times` write the shell's own times and, in a second line, its children's
  private static final String MEASURED = "\"$@\" >/dev/null || exit; times";
  private static final Pattern TIME = Pattern.compile("(\\d+)m([\\d.]+)s");
  private static final int CHILDREN_FROM = 2;

  /**
   * Runs a command and waits for it to end.
   *
   * @throws IllegalStateException if it fails
   */
  static Cost of(List<String> command) throws IOException, InterruptedException {
    List<String> measured = new ArrayList<>(List.of("sh", "-c", MEASURED, "sh"));
    measured.addAll(command);
    long start = System.nanoTime();
    Process process =
        new ProcessBuilder(measured).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    String times = new String(process.getInputStream().readAllBytes());
    int exit = process.waitFor();
    if (exit != 0) {
      throw new IllegalStateException(command + " ended with " + exit);
    }
    return new Cost((System.nanoTime() - start) / 1e9, childrensSeconds(times));
  }

  private static double childrensSeconds(String times) {
    return TIME.matcher(times).results().skip(CHILDREN_FROM).mapToDouble(Cost::seconds).sum();
  }

  private static double seconds(MatchResult time) {
    return Integer.parseInt(time.group(1)) * 60 + Double.parseDouble(time.group(2));
  }
}
