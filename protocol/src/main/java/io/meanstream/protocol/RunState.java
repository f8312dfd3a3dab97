package io.meanstream.protocol;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The state of a run of the batch. */
public enum RunState {
  /** Waiting in the queue. */
  QUEUED,
  /** Its process is running. */
  RUNNING,
  /** It succeeded; the averages are up to date. */
  DONE,
  /** It failed; the error says why. */
  FAILED,
  /** Somebody cancelled it while it was queued or running. */
  CANCELLED,
  /** A batch started by hand that another run superseded; the scheduler never sets this. */
  LOST;

  /** The name in documents and responses. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether the state is final. */
  public boolean isEnded() {
    return this != QUEUED && this != RUNNING;
  }

  /** The state with this name. */
  public static Optional<RunState> of(String id) {
    return Arrays.stream(values()).filter(state -> state.id().equals(id)).findFirst();
  }

  /** The names of all. */
  public static List<String> ids() {
    return Arrays.stream(values()).map(RunState::id).toList();
  }
}
