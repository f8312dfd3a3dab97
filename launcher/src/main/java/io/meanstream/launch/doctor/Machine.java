package io.meanstream.launch.doctor;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * The machine's resources.
 *
 * @param java the release of the Java that runs this command
 * @param freeDisk free bytes where the state folder is
 * @param now the machine's clock
 * @param built when the launcher was built
 * @param synchronizedClock whether the clock is synchronized over the network, if the machine tells
 */
record Machine(
    int java,
    MemorySize size,
    long freeDisk,
    Instant now,
    Instant built,
    Optional<Boolean> synchronizedClock) {

  private static final int JAVA = 17;
  private static final long GIB = 1L << 30;
  private static final long LEAST_MEMORY = 3 * GIB;
  private static final long LEAST_AVAILABLE = 2 * GIB;
  private static final long LEAST_DISK = GIB;
  private static final long ENOUGH_DISK = 5 * GIB;
  private static final Duration TOLERANCE = Duration.ofMinutes(5);

  /** This machine. */
  static Machine ofProcess(Path state, Path launcher) {
    return new Machine(
        Runtime.version().feature(),
        MemorySize.ofMachine(),
        freeDisk(state),
        Instant.now(),
        modified(launcher),
        ClockStatus.isSynchronized());
  }

  private static long freeDisk(Path state) {
    Path existing = state;
    while (!Files.exists(existing)) {
      existing = existing.getParent();
    }
    try {
      FileStore disk = Files.getFileStore(existing);
      return disk.getUsableSpace();
    } catch (IOException e) {
      return 0;
    }
  }

  private static Instant modified(Path file) {
    try {
      return Files.getLastModifiedTime(file).toInstant();
    } catch (IOException e) {
      return Instant.EPOCH;
    }
  }

  Finding jdk() {
    String found = "Java %d".formatted(java);
    return java == JAVA
        ? Finding.ok("jdk", found)
        : Finding.error(
            "jdk", found, "install a JDK 17: Spark 3.5 does not support later versions");
  }

  Finding memory() {
    String found = "%s, %s of them available".formatted(gib(size.total()), gib(size.available()));
    if (size.total() < LEAST_MEMORY) {
      return Finding.error(
          "memory", found, "use a machine with 4 GiB; or try './meanstream up --single'");
    }
    return size.available() < LEAST_AVAILABLE
        ? Finding.warning(
            "memory", found, "close other programs, or use './meanstream up --single'")
        : Finding.ok("memory", found);
  }

  Finding disk(Path state) {
    String found = "%s free for %s".formatted(gib(freeDisk), state);
    if (freeDisk < LEAST_DISK) {
      return Finding.error(
          "disk", found, "delete files, or name another folder in MEANSTREAM_HOME");
    }
    return freeDisk < ENOUGH_DISK
        ? Finding.warning("disk", found, "a year of rides takes 2 GiB in Kafka; make room in time")
        : Finding.ok("disk", found);
  }

  Finding clock() {
    if (now.plus(TOLERANCE).isBefore(built)) {
      return Finding.error(
          "clock",
          "%s is before %s, when Meanstream was built".formatted(now, built),
          "set the clock, for example with 'timedatectl set-ntp true'");
    }
    if (synchronizedClock.filter(kept -> !kept).isPresent()) {
      return Finding.warning(
          "clock",
          "%s, not synchronized over the network".formatted(now),
          "start a time service ('timedatectl set-ntp true'): schedules follow the clock");
    }
    return Finding.ok("clock", now.toString());
  }

  private static String gib(long bytes) {
    return String.format(Locale.ROOT, "%.1f GiB", (double) bytes / GIB);
  }
}
