package io.meanstream.schedule.line;

import io.meanstream.schedule.run.Ending;
import java.time.Duration;
import java.util.List;

/** Why a process has ended: by itself, or because it was told to. */
enum Verdict {
  BY_ITSELF,
  CANCELLED,
  TIMED_OUT,
  STOPPED;

  private static final int MISTAKE = 2;

  /** What that means for its run. */
  Ending ending(int exit, List<String> lines, Duration timeout) {
    return switch (this) {
      case BY_ITSELF -> ofExit(exit, lines);
      case CANCELLED -> Ending.cancelled(lines);
      case TIMED_OUT -> Ending.failed("took longer than " + seconds(timeout), lines);
      case STOPPED -> Ending.failed("the scheduler was stopped", lines);
    };
  }

  private static Ending ofExit(int exit, List<String> lines) {
    if (exit == 0) {
      return Ending.DONE;
    }
    String error = lastSentence(lines, exit);
    return exit == MISTAKE ? Ending.mistaken(error, lines) : Ending.failed(error, lines);
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
