package io.meanstream.source;

import io.meanstream.source.csv.CsvDialect;
import io.meanstream.source.csv.CsvRows;
import java.io.IOException;
import java.util.List;

/**
 * What a source holds, as a pass to its end finds it; two with the same hash are the same source.
 *
 * @param hash the SHA-256 of its decompressed bytes, in hex
 * @param bytes how many these are
 * @param rows how many rows it has, its header not counted
 * @param header the names of its columns
 * @param dialect how it writes its rows
 * @param warnings what is odd about them
 */
public record Content(
    String hash,
    long bytes,
    long rows,
    List<String> header,
    CsvDialect dialect,
    Warnings warnings) {

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
    try (HashedStream bytes = new HashedStream(source.open(options.unpack()));
        CsvRows rows = SourceRows.open(source.name(), bytes, options)) {
      Oddities oddities = new Oddities(rows.header());
      long count = 0;
      while (rows.next()) {
        watch.atRow(bytes.count());
        oddities.look(rows.row());
        count++;
      }
      return new Content(
          bytes.hash(), bytes.count(), count, rows.header(), rows.dialect(), oddities.warnings());
    } catch (IOException e) {
      throw SourceException.reading(source.name(), e);
    }
  }
}
