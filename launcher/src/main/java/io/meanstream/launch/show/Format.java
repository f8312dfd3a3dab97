package io.meanstream.launch.show;

import java.util.Locale;

/** How a result is printed. */
public enum Format {
  /** Lined up, for people. */
  TABLE,
  /** RFC 4180 with a header line. */
  CSV,
  /** One document. */
  JSON;

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
