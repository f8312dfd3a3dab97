package io.meanstream.catalog.source;

import java.util.Locale;

/** The formats that sources are read in. */
public enum Format {
  /** RFC 4180 with a header line. */
  CSV;

  /** The name in definitions, in lower case. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }
}
