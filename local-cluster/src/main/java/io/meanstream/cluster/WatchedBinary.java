package io.meanstream.cluster;

import java.io.IOException;
import java.util.List;

/** A native program. {@link #stop} ends it, or prevents its start if it comes first. */
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

  /** Sends SIGTERM and waits until the program has stopped cleanly. */
  synchronized void stop() {
    stopped = true;
    if (process != null) {
      process.destroy();
      process.onExit().join();
    }
  }
}
