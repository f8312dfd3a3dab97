package io.meanstream.launch.doctor;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The memory of a machine, in bytes.
 *
 * @param available to new processes; on Linux this includes the file cache
 */
record MemorySize(long total, long available) {

  private static final Path LINUX = Path.of("/proc/meminfo");
  private static final String AVAILABLE = "MemAvailable:";
  private static final int KIB = 1024;

  /** The memory of this machine. */
  static MemorySize ofMachine() {
    OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    return new MemorySize(system.getTotalMemorySize(), available(system));
  }

  private static long available(OperatingSystemMXBean system) {
    try {
      return Files.readAllLines(LINUX).stream()
          .filter(line -> line.startsWith(AVAILABLE))
          .map(line -> line.replaceAll("\\D", ""))
          .mapToLong(kib -> Long.parseLong(kib) * KIB)
          .findFirst()
          .orElseGet(system::getFreeMemorySize);
    } catch (IOException e) {
      // an operating system other than Linux
      return system.getFreeMemorySize();
    }
  }
}
