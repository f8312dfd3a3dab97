package io.meanstream.batch;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * Ends this JVM when its parent process ends, however that happens.
 *
 * <p>The parent holds the other end of standard input and never closes it while it is alive. At end
 * of file nobody is waiting for this run any more, and a driver that kept running would keep its
 * executors.
 */
final class ParentWatchdog {

  /** The exit code that shells report for SIGKILL. */
  private static final int STARTER_GONE = 137;

  private ParentWatchdog() {}

  /** Starts to watch standard input. */
  static void fasten() {
    fasten(System.in, () -> Runtime.getRuntime().halt(STARTER_GONE));
  }

  static void fasten(InputStream starter, Runnable end) {
    Thread watch = new Thread(() -> endWith(starter, end), "parent watchdog");
    watch.setDaemon(true);
    watch.start();
  }

  private static void endWith(InputStream starter, Runnable end) {
    try {
      starter.transferTo(OutputStream.nullOutputStream());
    } catch (IOException e) {
      System.err.printf("standard input broke: %s%n", e.getMessage());
    }
    end.run();
  }
}
