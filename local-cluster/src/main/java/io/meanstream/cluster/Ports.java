package io.meanstream.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;

/**
 * TCP ports of the loopback interface. A chosen port is claimed until this process ends: a child
 * starts to listen only seconds after its port was found free, and another process of this user
 * must not choose the same port meanwhile.
 *
 * <p>A claim is a lock on a file. The operating system drops it when this process ends, even after
 * kill -9. Thread-safe.
 */
public final class Ports {
  // below the ports that Linux (32768) and macOS (49152) use for outgoing connections, which could
  // otherwise take a port between our check and its use
  private static final int FROM = 20_000;
  private static final int TO = 32_000;

  private static final Path FOLDER =
      Path.of(
          System.getProperty("java.io.tmpdir"), "meanstream-" + System.getProperty("user.name"));

  /**
   * The files of this process' claims. They stay open, and no port's file is opened twice: by the
   * rules of POSIX, closing any of a process' descriptors of a file drops its locks on it.
   */
  private static final Map<Integer, FileChannel> CLAIMED = new HashMap<>();

  private Ports() {}

  /** A random free port that no other process has claimed. */
  public static int free() {
    while (true) {
      int port = ThreadLocalRandom.current().nextInt(FROM, TO);
      if (take(port)) {
        return port;
      }
    }
  }

  /** The preferred port if it is free and unclaimed, otherwise another. */
  public static int freeOr(int preferred) {
    return take(preferred) ? preferred : free();
  }

  /** Whether no process listens on the port, on the loopback interface or on all interfaces. */
  public static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /** Claims the port before checking it, since its holder may start to listen in between. */
  private static synchronized boolean take(int port) {
    if (CLAIMED.containsKey(port)) {
      return false;
    }
    try {
      Files.createDirectories(FOLDER);
      FileChannel file =
          FileChannel.open(
              FOLDER.resolve(port + ".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      return claim(port, file);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot claim a port in " + FOLDER, e);
    }
  }

  private static boolean claim(int port, FileChannel file) throws IOException {
    try {
      if (file.tryLock() == null || !isFree(port)) {
        file.close();
        return false;
      }
      CLAIMED.put(port, file);
      return true;
    } catch (OverlappingFileLockException e) {
      // another class loader of this process has it; closing the file would drop its lock
      CLAIMED.put(port, file);
      return false;
    }
  }
}
