package io.meanstream.launch.show;

import java.time.Duration;
import java.util.Locale;

/**
 * Shows the progress of one step of a command in one line: in place on a terminal, at most every
 * ten seconds elsewhere. Thread-safe.
 */
public final class Stage {

  private static final Duration SPARSE = Duration.ofSeconds(10);

  private final Console console;
  private final String title;
  private final long start = System.nanoTime();
  private long shown = start;

  Stage(Console console, String title) {
    this.console = console;
    this.title = title;
    if (console.isTerminal()) {
      update("");
    }
  }

  /** Shows the current progress. */
  public synchronized void update(String state) {
    if (console.isTerminal()) {
      console.err().print("\r" + clipped(line(state)) + "\u001b[K");
      console.err().flush();
    } else if (System.nanoTime() - shown > SPARSE.toNanos()) {
      shown = System.nanoTime();
      console.note(line(state));
    }
  }

  /** Shows the result with the elapsed time, and returns that time in seconds. */
  public synchronized double done(String result) {
    double seconds = (System.nanoTime() - start) / 1e9;
    String line = line("%s  (%.1f s)".formatted(result, seconds));
    console.note(console.isTerminal() ? "\r" + line + "\u001b[K" : line);
    return seconds;
  }

  /** Ends the line, so that a message can follow below it. */
  public synchronized void abandon() {
    if (console.isTerminal()) {
      console.note("");
    }
  }

  /** Seconds since it began. */
  public double seconds() {
    return (System.nanoTime() - start) / 1e9;
  }

  private String line(String state) {
    return String.format(Locale.ROOT, "%-10s %s", title, state);
  }

  private String clipped(String line) {
    return line.length() < console.width() ? line : line.substring(0, console.width() - 1);
  }
}
