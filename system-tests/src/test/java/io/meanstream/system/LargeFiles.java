package io.meanstream.system;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;

/** Files of any size, made by repeating the rows of one sample. */
final class LargeFiles {

  private static final int MEGABYTE = 1 << 20;

  private final byte[] header;
  private final byte[] rows;
  private final long count;

  private LargeFiles(byte[] header, byte[] rows, long count) {
    this.header = header;
    this.rows = rows;
    this.count = count;
  }

  /** Made of generated rides, which depend on the seed. */
  static LargeFiles of(Meanstream meanstream, int rides, int seed) throws IOException {
    Path file = Files.createTempFile(meanstream.home(), "sample", ".csv");
    Sample.write(meanstream, file, rides, seed);
    byte[] bytes = Files.readAllBytes(file);
    Files.delete(file);
    int start = new String(bytes, 0, 1_000, StandardCharsets.US_ASCII).indexOf('\n') + 1;
    return new LargeFiles(
        Arrays.copyOf(bytes, start), Arrays.copyOfRange(bytes, start, bytes.length), rides);
  }

  /** The minimum number of rows in a file of so many megabytes. */
  long rowsIn(int megabytes) {
    return count * repetitions(megabytes);
  }

  Path plain(Path file, int megabytes) throws IOException {
    return repeat(file, header, rows, repetitions(megabytes));
  }

  /**
   * Each repetition is a gzip member of its own, which RFC 1952 (2.2) allows, compressed only once.
   */
  Path gzip(Path file, int megabytes) throws IOException {
    return repeat(file, gzip(header), gzip(rows), repetitions(megabytes));
  }

  /** One row whose single field has so many characters, followed by a valid row. */
  Path longLine(Path file, int megabytes) throws IOException {
    byte[] letters = new byte[MEGABYTE];
    Arrays.fill(letters, (byte) 'x');
    repeat(file, header, letters, megabytes);
    byte[] first = Arrays.copyOf(rows, firstLine());
    Files.write(file, new byte[] {'\n'}, StandardOpenOption.APPEND);
    return Files.write(file, first, StandardOpenOption.APPEND);
  }

  private int firstLine() {
    int end = 0;
    while (rows[end] != '\n') {
      end++;
    }
    return end + 1;
  }

  private long repetitions(int megabytes) {
    return ((long) megabytes * MEGABYTE + rows.length - 1) / rows.length;
  }

  private static Path repeat(Path file, byte[] first, byte[] again, long times) throws IOException {
    try (OutputStream out = Files.newOutputStream(file)) {
      out.write(first);
      for (long i = 0; i < times; i++) {
        out.write(again);
      }
    }
    return file;
  }

  private static byte[] gzip(byte[] bytes) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(bytes);
    }
    return packed.toByteArray();
  }
}
