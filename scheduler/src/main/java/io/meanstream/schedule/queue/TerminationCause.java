package io.meanstream.schedule.queue;

import io.meanstream.schedule.run.RunOutcome;
import io.meanstream.schedule.run.RunState;
import java.time.Duration;
import java.util.List;

/** Why a process has ended: by itself, or because it was told to. */
enum TerminationCause {
  EXITED,
  CANCELLED,
  TIMED_OUT,
  SCHEDULER_STOPPED;

  /** What Java and shells add to the number of a signal that has ended a process. */
  private static final int SIGNALLED = 128;

  /** What that means for its run. */
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

  /** What it said last, unless it was killed and could say nothing. */
  private static String reason(int exit, List<String> lines) {
    return exit > SIGNALLED
        ? "the process was killed by signal %d".formatted(exit - SIGNALLED)
        : lastSentence(lines, exit);
  }

  /** The last line that is no frame of a stack trace: the message, or the cause beneath all. */
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
