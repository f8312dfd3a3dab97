package io.meanstream.source;

import java.io.IOException;
import java.util.List;

/**
 * What a full pass over a source found. Two sources with the same hash have the same content.
 *
 * @param hash the SHA-256 of the decompressed bytes, in hex
 * @param bytes the number of decompressed bytes
 * @param rows the number of records, without a header
 * @param header the column names
 * @param text the charset and delimiter that were used
 * @param warnings anything suspicious about the records
 */
public record Content(
    String hash, long bytes, long rows, List<String> header, TextOptions text, Warnings warnings) {

  public Content {
    header = List.copyOf(header);
  }

  /**
   * Reads a source to its end.
   *
   * @param watch called for each row; what it throws ends the reading
   * @throws SourceException if the source is missing, damaged or empty
   */
  public static <E extends Exception> Content of(
      SourceFile source, ReadOptions options, Watch<E> watch) throws SourceException, E {
    try (RecordReader records = source.records(options, true)) {
      long count = 0;
      while (records.next()) {
        watch.atRow(records.bytesRead());
        count++;
      }
      return new Content(
          records.hash(),
          records.bytesRead(),
          count,
          count == 0 ? records.header() : records.found(),
          records.text(),
          records.warnings());
    } catch (IOException e) {
      throw SourceException.reading(source.name(), e);
    }
  }
}
