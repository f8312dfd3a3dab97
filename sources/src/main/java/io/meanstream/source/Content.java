package io.meanstream.source;

import java.io.IOException;
import java.util.List;

/**
 * What a source holds, as a pass to its end finds it; two with the same hash are the same source.
 *
 * @param hash the SHA-256 of its decompressed bytes, in hex
 * @param bytes how many these are
 * @param rows how many records it has, a header not counted
 * @param header the names of its columns
 * @param text how it writes its text
 * @param warnings what is odd about them
 */
public record Content(
    String hash, long bytes, long rows, List<String> header, TextOptions text, Warnings warnings) {

  public Content {
    header = List.copyOf(header);
  }

  /**
   * Reads a source to its end.
   *
   * @param watch looked at at each row; what it throws ends the reading
   * @throws SourceException if it is not there, damaged, or empty
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
