package io.meanstream.source;

import io.meanstream.catalog.dataset.Dataset;
import io.meanstream.source.csv.LinesToSkip;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * How sources are read.
 *
 * @param charset of their bytes
 * @param delimiter between two fields; found by looking where it is not given
 * @param columns the names of their columns, where they have no header; else empty
 * @param skip lines that are no rows
 * @param unpack how far archives are unpacked
 * @param layout where they hold records and values
 */
public record ReadOptions(
    Charset charset,
    Optional<Character> delimiter,
    List<String> columns,
    LinesToSkip skip,
    UnpackLimits unpack,
    RecordLayout layout) {

  /** UTF-8, any delimiter, a header. */
  public static final ReadOptions STANDARD =
      new ReadOptions(
          StandardCharsets.UTF_8,
          Optional.empty(),
          List.of(),
          LinesToSkip.NONE,
          UnpackLimits.STANDARD);

  /** Options of tables. */
  public ReadOptions(
      Charset charset,
      Optional<Character> delimiter,
      List<String> columns,
      LinesToSkip skip,
      UnpackLimits unpack) {
    this(charset, delimiter, columns, skip, unpack, RecordLayout.TABLE);
  }

  /** As a request has it, and a dataset's definition where the request does not say. */
  public static ReadOptions of(Dataset dataset, TextOptions asked, UnpackLimits unpack) {
    return new ReadOptions(
        asked.charset().orElse(dataset.source().charset()),
        asked.delimiter().or(dataset.source()::delimiter),
        dataset.source().columns(),
        new LinesToSkip(dataset.source().skip(), dataset.source().comment()),
        unpack,
        RecordLayout.of(dataset.source(), dataset.fields()));
  }
}
