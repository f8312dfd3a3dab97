package io.meanstream.system;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Files that users submit by mistake, in one folder. */
final class WrongFiles {

  private static final String HEADER = "ride_id,started_at,ended_at\n";
  private static final String ROW = "A1,2020-04-01 10:00:00,2020-04-01 10:30:00\n";
  // over 64 MiB, where the ratio limit starts to apply
  private static final int BOMB_ROWS = 1_700_000;

  private WrongFiles() {}

  /** Creates all of them. */
  static void in(Path folder) throws IOException {
    Files.createFile(folder.resolve("empty.csv"));
    Files.writeString(folder.resolve("header.csv"), HEADER);
    Files.writeString(folder.resolve("trips.csv"), "VendorID,fare\n1,2.5\n");
    Files.write(folder.resolve("binary.csv"), new byte[] {'r', 'i', 'd', 'e', 0, 1, 2, 3});
    Files.writeString(folder.resolve("broken.zip"), "no archive");
    Files.writeString(folder.resolve("broken.csv.gz"), "no archive");
    Files.write(folder.resolve("truncated.zip"), half(zip("rides.csv", 20_000)));
    Files.write(folder.resolve("truncated.csv.gz"), half(gzip(20_000)));
    Files.write(folder.resolve("bomb.zip"), zip("rides.csv", BOMB_ROWS));
    Files.write(folder.resolve("climbing.zip"), zip("../rides.csv", 1));
    Files.writeString(Files.createDirectory(folder.resolve("folder")).resolve("notes.txt"), "x");
  }

  private static byte[] half(byte[] bytes) {
    return Arrays.copyOf(bytes, bytes.length / 2);
  }

  private static byte[] zip(String entry, int rows) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      zip.putNextEntry(new ZipEntry(entry));
      write(rows, zip);
    }
    return bytes.toByteArray();
  }

  private static byte[] gzip(int rows) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      write(rows, gzip);
    }
    return bytes.toByteArray();
  }

  private static void write(int rows, OutputStream out) throws IOException {
    byte[] row = ROW.getBytes(StandardCharsets.US_ASCII);
    out.write(HEADER.getBytes(StandardCharsets.US_ASCII));
    for (int i = 0; i < rows; i++) {
      out.write(row);
    }
  }
}
