package io.meanstream.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/** A native program. {@link #stop} ends it, or prevents its start if it comes first. */
final class WatchedBinary {

  private final String signal;
  private final List<String> command;
  private Process process;
  private boolean stopped;

  /**
   * A program that is not started.
   *
   * @param signal that asks it to stop, such as {@code TERM}
   */
  WatchedBinary(String signal, List<String> command) {
    this.signal = signal;
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

  /** Sends the signal and waits until the program has stopped cleanly. */
  synchronized void stop() {
    stopped = true;
    if (process == null) {
      return;
    }
    if (signal.equals(ChildCommand.TERM)) {
      process.destroy();
    } else {
      sendSignal();
    }
    process.onExit().join();
  }

  /** Java itself knows SIGTERM and SIGKILL only. */
  private void sendSignal() {
    try {
      new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid())).start();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot send SIG%s to %s".formatted(signal, command), e);
    }
  }
}
