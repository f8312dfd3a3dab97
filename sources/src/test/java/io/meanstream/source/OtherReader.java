package io.meanstream.source;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.OptionalLong;

/** Counts rows with FastCSV alone, bypassing all of this module's layers. */
final class OtherReader {

  private OtherReader() {}

  /** The number of rows below the header; empty if FastCSV gives up on the file. */
  static OptionalLong rows(byte[] bytes) {
    String text = new String(bytes, StandardCharsets.UTF_8);
    String withoutMark = text.startsWith("\uFEFF") ? text.substring(1) : text;
    try (var records =
        CsvReader.builder()
            .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
            .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
            .ofCsvRecord(withoutMark)) {
      long count = 0;
      for (CsvRecord record : records) {
        count += record.getFieldCount() > 0 ? 1 : 0;
      }
      return OptionalLong.of(Math.max(0, count - 1));
    } catch (CsvParseException e) {
      return OptionalLong.empty();
    } catch (IOException e) {
      throw new UncheckedIOException("text in memory can be read", e);
    }
  }
}
