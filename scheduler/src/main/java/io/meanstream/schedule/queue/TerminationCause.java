package io.meanstream.schedule.queue;

import io.meanstream.protocol.RunState;
import io.meanstream.schedule.run.RunOutcome;
import java.time.Duration;
import java.util.List;

/** Why a process ended: by itself, or because the scheduler stopped it. */
enum TerminationCause {
  EXITED,
  CANCELLED,
  TIMED_OUT,
  SCHEDULER_STOPPED;

  /** Exit codes above this one stand for a signal: 128 + its number. */
  private static final int SIGNALLED = 128;

  /** The outcome of the run. */
  RunOutcome outcome(int exit, List<String> lines, Duration timeout) {
    return switch (this) {
      case EXITED -> exit == 0 ? RunOutcome.DONE : failed(exit, reason(exit, lines), lines);
      case CANCELLED -> RunOutcome.of(RunState.CANCELLED, exit, "cancelled", lines);
      case TIMED_OUT -> failed(exit, "took longer than " + seconds(timeout), lines);
      case SCHEDULER_STOPPED -> failed(exit, "the scheduler was stopped", lines);
    };
  }

  private static RunOutcome failed(int exit, String error, List<String> lines) {
    return RunOutcome.of(RunState.FAILED, exit, error, lines);
  }

  /** Its last message, unless it was killed and could not write one. */
  private static String reason(int exit, List<String> lines) {
    return exit > SIGNALLED
        ? "the process was killed by signal %d".formatted(exit - SIGNALLED)
        : lastSentence(lines, exit);
  }

  /** The last unindented line, which skips stack frames: the message or the root cause. */
  private static String lastSentence(List<String> lines, int exit) {
    return lines.stream()
        .filter(line -> !line.isBlank() && !Character.isWhitespace(line.charAt(0)))
        .reduce((first, last) -> last)
        .orElse("the process ended with code " + exit);
  }

  private static String seconds(Duration timeout) {
    return "%,d s".formatted(timeout.toSeconds());
  }
}
