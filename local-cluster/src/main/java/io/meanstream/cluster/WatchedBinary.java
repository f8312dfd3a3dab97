package io.meanstream.cluster;

import java.io.IOException;
import java.util.List;

/** A foreign program that is either never started or ended by {@link #stop}, whichever is first. */
final class WatchedBinary {

  private final List<String> command;
  private Process process;
  private boolean stopped;

  WatchedBinary(List<String> command) {
    this.command = List.copyOf(command);
  }

  /**
   * Starts it.
   *
   * @throws IllegalStateException if it was stopped before
   */
  synchronized Process start() throws IOException {
    if (stopped) {
      throw new IllegalStateException("stopped before it was started");
    }
    process =
        new ProcessBuilder(command)
            .redirectOutput(ProcessBuilder.Redirect.INHERIT)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    return process;
  }

  /** Asks it to end by SIGTERM and waits, so that its own orderly stop can finish. */
  synchronized void stop() {
    stopped = true;
    if (process != null) {
      process.destroy();
      process.onExit().join();
    }
  }
}
