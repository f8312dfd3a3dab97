package io.meanstream.launch.show;

import java.util.Locale;

/** The format of a result. */
public enum Format {
  /** Aligned columns for people. */
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
