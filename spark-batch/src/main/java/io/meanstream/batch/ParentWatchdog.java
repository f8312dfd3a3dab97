package io.meanstream.batch;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * Ends this JVM with the process that started it, however that one ended.
 *
 * <p>Standard input is a pipe that the starter holds and never writes to, so that its end means
 * that nobody waits for this run any more. A driver that lived on would keep its executors.
 */
final class ParentWatchdog {

  /** What a shell gives for SIGKILL. */
  private static final int STARTER_GONE = 137;

  private ParentWatchdog() {}

  /** Watches standard input from now on. */
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
