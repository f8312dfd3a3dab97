package io.meanstream.schedule.run;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How far a run is. */
public enum RunState {
  /** It waits in line. */
  QUEUED,
  /** Its process is there. */
  RUNNING,
  /** The averages are right. */
  DONE,
  /** It says why. */
  FAILED,
  /** Somebody has ended it, or taken it out of the line. */
  CANCELLED,
  /** A batch started by hand was overtaken by another run; not of this service's runs. */
  LOST;

  /** What it is called in documents and answers. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether nothing will change any more. */
  public boolean isEnded() {
    return this != QUEUED && this != RUNNING;
  }

  /** The state of this name. */
  public static Optional<RunState> of(String id) {
    return Arrays.stream(values()).filter(state -> state.id().equals(id)).findFirst();
  }
}
