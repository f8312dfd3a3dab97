package io.meanstream.catalog;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.Optional;

/**
 * How a dataset's files are read.
 *
 * @param format their format
 * @param zone the zone of timestamps that carry none
 * @param charset what their bytes mean
 * @param delimiter between two fields; found by looking where it is not given
 */
public record Source(Format format, ZoneId zone, Charset charset, Optional<Character> delimiter) {

  /** Files in UTF-8, whose delimiter is found by looking. */
  public Source(Format format, ZoneId zone) {
    this(format, zone, StandardCharsets.UTF_8, Optional.empty());
  }
}
