package io.meanstream.ingest.landing;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;

/**
 * Converts a file to rows of {@code landing.record} and back, byte for byte, in the binary format
 * of PostgreSQL's {@code COPY}. A line is a row; one that is larger than {@value #MAX_BYTES} bytes
 * is several. For one thread at a time.
 */
final class RecordRows {

  /** The columns that {@link #write} fills. */
  static final String WRITTEN = "batch, source, arrived_at, payload, bytes, continues";

  /** The columns that {@link #read} needs. */
  static final String READ = "payload, bytes, continues";

  static final int MAX_BYTES = 1 << 20;

  private static final byte[] SIGNATURE = {
    'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xff, '\r', '\n', 0
  };
  private static final Instant EPOCH = Instant.parse("2000-01-01T00:00:00Z");
  private static final short WRITTEN_COLUMNS = 6;
  private static final short END = -1;
  private static final int NULL = -1;
  private static final int BUFFER = 1 << 16;

  private final DataOutputStream out;
  private final long batch;
  private final byte[] source;
  private final long arrivedMicros;
  private final CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
  private byte[] line = new byte[BUFFER];
  private int length;

  private RecordRows(OutputStream out, long batch, BatchManifest manifest) {
    this.out = new DataOutputStream(out);
    this.batch = batch;
    this.source = manifest.origin().getBytes(StandardCharsets.UTF_8);
    this.arrivedMicros = ChronoUnit.MICROS.between(EPOCH, manifest.landedAt());
  }

  /** Writes the lines of a file as rows of a batch. */
  static void write(InputStream file, long batch, BatchManifest manifest, OutputStream out)
      throws IOException {
    new RecordRows(out, batch, manifest).write(file);
  }

  private void write(InputStream file) throws IOException {
    out.write(SIGNATURE);
    // no flags, no extension
    out.writeInt(0);
    out.writeInt(0);
    byte[] buffer = new byte[BUFFER];
    for (int count = file.read(buffer); count >= 0; count = file.read(buffer)) {
      take(buffer, count);
    }
    if (length > 0) {
      row(false);
    }
    out.writeShort(END);
    out.flush();
  }

  private void take(byte[] buffer, int count) throws IOException {
    int from = 0;
    for (int at = 0; at < count; at++) {
      if (buffer[at] == '\n') {
        append(buffer, from, at);
        row(false);
        from = at + 1;
      }
    }
    append(buffer, from, count);
  }

  private void append(byte[] buffer, int from, int to) throws IOException {
    int size = to - from;
    if (length + size > MAX_BYTES) {
      row(true);
    }
    if (length + size > line.length) {
      line = Arrays.copyOf(line, Math.max(length + size, line.length * 2));
    }
    System.arraycopy(buffer, from, line, length, size);
    length += size;
  }

  private void row(boolean continues) throws IOException {
    out.writeShort(WRITTEN_COLUMNS);
    out.writeInt(Long.BYTES);
    out.writeLong(batch);
    out.writeInt(source.length);
    out.write(source);
    out.writeInt(Long.BYTES);
    out.writeLong(arrivedMicros);
    boolean isText = isText();
    value(isText);
    value(!isText);
    out.writeInt(1);
    out.writeBoolean(continues);
    length = 0;
  }

  private void value(boolean isHere) throws IOException {
    if (isHere) {
      out.writeInt(length);
      out.write(line, 0, length);
    } else {
      out.writeInt(NULL);
    }
  }

  /** Whether PostgreSQL's type text can hold the line. */
  private boolean isText() {
    for (int i = 0; i < length; i++) {
      if (line[i] == 0) {
        return false;
      }
    }
    try {
      decoder.decode(ByteBuffer.wrap(line, 0, length));
      return true;
    } catch (CharacterCodingException e) {
      return false;
    }
  }

  /**
   * Writes the file that rows were made of.
   *
   * @param bytes its size, which tells whether its last line has an end
   */
  static void read(InputStream rows, long bytes, OutputStream file) throws IOException {
    DataInputStream in = new DataInputStream(rows);
    in.skipNBytes(SIGNATURE.length + Integer.BYTES);
    in.skipNBytes(in.readInt());
    long written = 0;
    while (in.readShort() != END) {
      for (int column = 0; column < 2; column++) {
        int length = in.readInt();
        if (length != NULL) {
          file.write(in.readNBytes(length));
          written += length;
        }
      }
      in.skipNBytes(Integer.BYTES);
      if (!in.readBoolean() && written < bytes) {
        file.write('\n');
        written++;
      }
    }
  }
}
