package io.meanstream.cluster;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A child process that ends with this process, even if this process is killed.
 *
 * <p>Created by {@link ChildCommand}. Thread-safe.
 */
public final class Child implements AutoCloseable {
  private static final Duration LOOK_AGAIN = Duration.ofMillis(20);

  private final String name;
  private final Process process;
  private final Log log;
  private final Duration grace;
  private final boolean binary;

  /**
   * A started child.
   *
   * @param binary whether the program runs in a process of its own, below the watchdog's
   */
  Child(String name, Process process, boolean binary, Log log, Duration grace) {
    this.name = name;
    this.process = process;
    this.binary = binary;
    this.log = log;
    this.grace = grace;
  }

  /** The name in messages, for example {@code kafka-1}. */
  public String name() {
    return name;
  }

  /** The id of the program's process; until a binary is started, that of its watchdog. */
  public long pid() {
    return binary ? process.children().findFirst().orElse(process.toHandle()).pid() : process.pid();
  }

  /** The file that its output is appended to. */
  public Path log() {
    return log.file();
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  /** The exit code, once it has ended; 128 + n after signal n. */
  public OptionalInt exit() {
    return process.isAlive() ? OptionalInt.empty() : OptionalInt.of(process.exitValue());
  }

  /** Completes with the exit code when the process ends. */
  public CompletableFuture<Integer> onExit() {
    return process.onExit().thenApply(Process::exitValue);
  }

  /** The last lines that this process has written to its log, at most this many. */
  public List<String> lastLines(int count) {
    return log.lastLines(count);
  }

  /**
   * Waits until a line of this process' log contains the marker, and returns that line.
   *
   * @throws StartException if the process ends first or the time runs out; its message has the
   *     log's end
   */
  public String awaitLine(String marker, Duration atMost) {
    long deadline = System.nanoTime() + atMost.toNanos();
    while (true) {
      boolean ended = !process.isAlive();
      var line = log.find(marker);
      if (line.isPresent()) {
        return line.get();
      }
      if (ended) {
        throw new StartException(exitMessage());
      }
      if (System.nanoTime() > deadline) {
        throw new StartException(
            withLog("%s was not up after %d s".formatted(name, atMost.toSeconds())));
      }
      awaitExit(LOOK_AGAIN);
    }
  }

  /**
   * A message that the process has ended, with its exit code, its log file and the end of the log.
   */
  public String exitMessage() {
    return withLog("%s ended with code %d".formatted(name, exit().orElse(-1)));
  }

  /**
   * Waits for the end and returns whether it came in time.
   *
   * @throws StartException if this thread is interrupted; the interrupt flag stays set
   */
  public boolean awaitExit(Duration atMost) {
    try {
      return process.waitFor(atMost.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StartException("interrupted while waiting for " + name, e);
    }
  }

  /** Kills the process and its descendants with SIGKILL; returns when they are gone. */
  public void kill() {
    List<ProcessHandle> below = process.descendants().toList();
    process.toHandle().destroyForcibly();
    below.forEach(ProcessHandle::destroyForcibly);
    process.onExit().join();
    // no longer than the grace period: an init that does not reap them must not stop us
    below.forEach(
        child ->
            child
                .onExit()
                .completeOnTimeout(child, grace.toMillis(), TimeUnit.MILLISECONDS)
                .join());
  }

  /**
   * Stops the process with SIGTERM, or kills it after the grace period; returns when it is gone.
   */
  @Override
  public void close() {
    // not Process.destroy: that also closes the pipe, which the watchdog takes for our end
    process.toHandle().destroy();
    try {
      process.onExit().get(grace.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException | ExecutionException e) {
      kill();
    } catch (InterruptedException e) {
      kill();
      Thread.currentThread().interrupt();
    }
  }

  private String withLog(String what) {
    List<String> lines = lastLines(20);
    String end = lines.isEmpty() ? "" : ":\n  " + String.join("\n  ", lines);
    return "%s, see %s%s".formatted(what, log.file(), end);
  }

  @Override
  public String toString() {
    return "%s (pid %d)".formatted(name, pid());
  }
}
