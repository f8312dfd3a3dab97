package io.meanstream.source.csv;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/**
 * How a file writes its rows; LF, CRLF and CR all end lines.
 *
 * @param delimiter between two fields
 * @param quote around a field that has delimiters, quotes (doubled) or line ends
 * @param charset of the bytes; a byte order mark is ignored
 */
public record CsvDialect(char delimiter, char quote, Charset charset) {

  /** Commas, double quotes and UTF-8, as in RFC 4180. */
  public static final CsvDialect STANDARD = new CsvDialect(',', '"', StandardCharsets.UTF_8);
}
