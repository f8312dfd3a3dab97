package io.meanstream.schedule.run;

import java.util.Locale;

/** What started a run. */
public enum Trigger {
  /** A schedule. */
  SCHEDULE,
  /** A request to the API. */
  REQUEST,
  /** The failure of the previous attempt. */
  RETRY,
  /** A schedule that fired while no scheduler was running. */
  CATCH_UP,
  /** A batch started by hand. The scheduler never sets this. */
  COMMAND;

  /** The name of {@link #CATCH_UP} in runs of earlier versions. */
  private static final String OLD_CATCH_UP = "made-up";

  /** The name in documents and responses. */
  public String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * The trigger with this name.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static Trigger of(String id) {
    return id.equals(OLD_CATCH_UP)
        ? CATCH_UP
        : valueOf(id.toUpperCase(Locale.ROOT).replace('-', '_'));
  }
}
