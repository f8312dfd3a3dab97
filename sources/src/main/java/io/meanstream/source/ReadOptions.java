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
 * @param delimiter between two fields; detected if empty
 * @param columns the column names of sources without a header; otherwise empty
 * @param skip lines that are not rows
 * @param unpack limits for unpacking archives
 * @param layout where records and values are
 */
public record ReadOptions(
    Charset charset,
    Optional<Character> delimiter,
    List<String> columns,
    LinesToSkip skip,
    UnpackLimits unpack,
    RecordLayout layout) {

  /** UTF-8, a detected delimiter, and a header. */
  public static final ReadOptions STANDARD =
      new ReadOptions(
          StandardCharsets.UTF_8,
          Optional.empty(),
          List.of(),
          LinesToSkip.NONE,
          UnpackLimits.STANDARD);

  /** Options for tables. */
  public ReadOptions(
      Charset charset,
      Optional<Character> delimiter,
      List<String> columns,
      LinesToSkip skip,
      UnpackLimits unpack) {
    this(charset, delimiter, columns, skip, unpack, RecordLayout.TABLE);
  }

  /** The request's options, falling back to the dataset's definition. */
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
