package io.meanstream.catalog.source;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/**
 * How a dataset's files are read.
 *
 * @param format of files whose names do not determine it
 * @param zone of timestamps without one
 * @param charset of the files' bytes
 * @param delimiter between two fields; detected if empty
 * @param skip how many lines to skip at the start of a file
 * @param comment the first character of lines to skip
 * @param columns the column names of files without a header; empty if files have one
 * @param numbers how files write numbers
 * @param records where the records of a JSON document are: a JSON Pointer (RFC 6901) to an array or
 *     to one record; empty if the document itself is that
 * @param feed where they are fetched from, if they are
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
    String records,
    Optional<Feed> feed) {

  public Source {
    columns = List.copyOf(columns);
  }

  /** UTF-8 files with a header, plain numbers and a detected delimiter. */
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
        "",
        Optional.empty());
  }
}
