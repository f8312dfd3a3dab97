package io.meanstream.benchmark;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.IOException;
import java.nio.file.Path;

/** Reads a CSV file with FastCSV in the usual way and prints the number of records. */
public final class FastCsvAlone {

  private FastCsvAlone() {}

  /**
   * Runs the benchmark process.
   *
   * @param args the file
   */
  public static void main(String[] args) throws IOException {
    long records = 0;
    try (CsvReader<CsvRecord> reader = CsvReader.builder().ofCsvRecord(Path.of(args[0]))) {
      for (CsvRecord record : reader) {
        records += record.getFieldCount() > 0 ? 1 : 0;
      }
    }
    System.out.println(records);
  }
}
