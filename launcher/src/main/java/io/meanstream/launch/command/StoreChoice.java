package io.meanstream.launch.command;

import java.util.Locale;

/** Where the store comes from. */
enum StoreChoice {
  /** From what the user's surroundings offer. */
  AUTO,
  /** From the Internet. */
  DOWNLOAD;

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
