package io.meanstream.launch.run;

import io.meanstream.cluster.Ports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Ports that this process will need, so that two launchers that start at once choose different
 * ones: a service listens only seconds after its port was found free.
 *
 * <p>A claim is a lock on a file, which the system drops when this process ends, however it does.
 */
final class PortClaims {

  private static final Path FOLDER =
      Path.of(
          System.getProperty("java.io.tmpdir"), "meanstream-" + System.getProperty("user.name"));

  /** A lock lasts as long as its channel is referred to. */
  private static final Set<FileLock> HELD = ConcurrentHashMap.newKeySet();

  private PortClaims() {}

  /** The preferred port if nobody has it, otherwise another. */
  static int freeOr(int preferred) {
    return Ports.isFree(preferred) && claimed(preferred) ? preferred : free();
  }

  /** A port that nobody has. */
  static int free() {
    int port = Ports.free();
    while (!claimed(port)) {
      port = Ports.free();
    }
    return port;
  }

  private static boolean claimed(int port) {
    try {
      Files.createDirectories(FOLDER);
      FileChannel file =
          FileChannel.open(
              FOLDER.resolve(port + ".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      FileLock lock = lock(file);
      if (lock == null) {
        file.close();
        return false;
      }
      return HELD.add(lock);
    } catch (IOException e) {
      throw new UncheckedIOException("no port can be claimed in " + FOLDER, e);
    }
  }

  private static FileLock lock(FileChannel file) throws IOException {
    try {
      return file.tryLock();
    } catch (OverlappingFileLockException e) {
      // this very process has it
      return null;
    }
  }
}
