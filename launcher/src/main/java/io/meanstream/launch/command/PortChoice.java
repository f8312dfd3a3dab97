package io.meanstream.launch.command;

import java.util.Locale;

/** Which ports are used. */
enum PortChoice {
  /** The usual ones, or none. */
  USUAL,
  /** Others where the usual ones are taken. */
  AUTO;

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
