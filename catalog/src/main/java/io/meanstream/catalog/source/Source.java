package io.meanstream.catalog.source;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/**
 * How a dataset's files are read.
 *
 * @param format their format, where their names do not say
 * @param zone the zone of timestamps that carry none
 * @param charset what their bytes mean
 * @param delimiter between two fields; found by looking where it is not given
 * @param skip how many lines a file begins with that are no rows
 * @param comment what lines begin with that are no rows
 * @param columns the names of the columns of files without a header; empty where files have one
 * @param numbers how they write numbers
 * @param records where the records of a JSON document are: a JSON Pointer (RFC 6901) to an array or
 *     to one record; empty where the document itself is that
 */
public record Source(
    Format format,
    ZoneId zone,
    Charset charset,
    Optional<Character> delimiter,
    int skip,
    Optional<Character> comment,
    List<String> columns,
    NumberStyle numbers,
    String records) {

  public Source {
    columns = List.copyOf(columns);
  }

  /** Files in UTF-8 with a header and plain numbers, whose delimiter is found by looking. */
  public Source(Format format, ZoneId zone) {
    this(
        format,
        zone,
        StandardCharsets.UTF_8,
        Optional.empty(),
        0,
        Optional.empty(),
        List.of(),
        NumberStyle.PLAIN,
        "");
  }
}
