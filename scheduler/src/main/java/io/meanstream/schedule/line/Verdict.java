package io.meanstream.schedule.line;

import io.meanstream.schedule.run.Ending;
import io.meanstream.schedule.run.RunState;
import java.time.Duration;
import java.util.List;

/** Why a process has ended: by itself, or because it was told to. */
enum Verdict {
  BY_ITSELF,
  CANCELLED,
  TIMED_OUT,
  STOPPED;

  /** What that means for its run. */
  Ending ending(int exit, List<String> lines, Duration timeout) {
    return switch (this) {
      case BY_ITSELF -> exit == 0 ? Ending.DONE : failed(exit, lastSentence(lines, exit), lines);
      case CANCELLED -> Ending.of(RunState.CANCELLED, exit, "cancelled", lines);
      case TIMED_OUT -> failed(exit, "took longer than " + seconds(timeout), lines);
      case STOPPED -> failed(exit, "the scheduler was stopped", lines);
    };
  }

  private static Ending failed(int exit, String error, List<String> lines) {
    return Ending.of(RunState.FAILED, exit, error, lines);
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
