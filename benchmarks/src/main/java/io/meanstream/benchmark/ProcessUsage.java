package io.meanstream.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What Linux counts for a process.
 *
 * @param resident memory, in bytes
 * @param peak the most of it so far, in bytes
 * @param processor user and system time, in seconds
 */
record ProcessUsage(long resident, long peak, double processor) {

  /** The kernel's unit of CPU time for user programs. */
  private static final double TICKS_PER_SECOND = 100;

  /**
   * In /proc/PID/stat behind the command, which may contain spaces: user time, then system time.
   */
  private static final int USER_TIME = 11;

  static ProcessUsage of(long pid) throws IOException {
    Path process = Path.of("/proc", Long.toString(pid));
    List<String> status = Files.readAllLines(process.resolve("status"));
    String stat = Files.readString(process.resolve("stat"));
    String[] counts = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
    long ticks = Long.parseLong(counts[USER_TIME]) + Long.parseLong(counts[USER_TIME + 1]);
    return new ProcessUsage(
        bytes(status, "VmRSS:"), bytes(status, "VmHWM:"), ticks / TICKS_PER_SECOND);
  }

  private static long bytes(List<String> status, String key) {
    return status.stream()
        .filter(line -> line.startsWith(key))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
        .findFirst()
        .orElseThrow();
  }
}
