package io.meanstream.source.parquet;

import io.meanstream.source.FormatException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Checks the end of a Parquet file before it is read into memory. */
final class Footer {

  private static final int MAGIC = 4;
  private static final int TAIL = Integer.BYTES + MAGIC;

  private Footer() {}

  /**
   * Checks that a file ends as a Parquet file must.
   *
   * @param limit the maximum size of its metadata, in bytes
   * @throws IOException if it does not, or cannot be read
   */
  static void check(Path path, long limit) throws IOException {
    try (FileChannel file = FileChannel.open(path, StandardOpenOption.READ)) {
      if (file.size() < MAGIC + TAIL) {
        throw new FormatException(file.size() == 0 ? "is empty" : "is not a Parquet file");
      }
      String start = new String(read(file, 0, MAGIC).array(), StandardCharsets.ISO_8859_1);
      ByteBuffer tail = read(file, file.size() - TAIL, TAIL).order(ByteOrder.LITTLE_ENDIAN);
      long length = Integer.toUnsignedLong(tail.getInt(0));
      String end = new String(tail.array(), Integer.BYTES, MAGIC, StandardCharsets.ISO_8859_1);
      if (start.equals("PARE") || end.equals("PARE")) {
        throw new FormatException("is encrypted; write it without encryption");
      }
      if (!start.equals("PAR1")) {
        throw new FormatException("is not a Parquet file");
      }
      if (!end.equals("PAR1") || length > file.size() - TAIL - MAGIC) {
        throw new FormatException("is truncated: the end of a Parquet file is missing");
      }
      if (length > limit) {
        throw new FormatException(
            "has %d bytes of metadata; the limit is %d, half of the heap: raise -Xmx"
                .formatted(length, limit));
      }
    }
  }

  private static ByteBuffer read(FileChannel file, long from, int length) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(length);
    while (bytes.hasRemaining() && file.read(bytes, from + bytes.position()) >= 0) {
      // a read may return less than requested
    }
    return bytes;
  }
}
