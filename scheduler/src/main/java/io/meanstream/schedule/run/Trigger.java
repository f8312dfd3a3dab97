package io.meanstream.schedule.run;

import java.util.Locale;

/** What a run was started by. */
public enum Trigger {
  /** A schedule that has come on. */
  SCHEDULE,
  /** Somebody's call. */
  REQUEST,
  /** The failure of the try before. */
  RETRY,
  /** A schedule that came on while no scheduler was there. */
  MADE_UP,
  /** A batch started by hand; not this service's. */
  COMMAND;

  /** What it is called in documents and answers. */
  public String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * The trigger of this name.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static Trigger of(String id) {
    return valueOf(id.toUpperCase(Locale.ROOT).replace('-', '_'));
  }
}
