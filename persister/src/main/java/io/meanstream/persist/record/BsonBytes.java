package io.meanstream.persist.record;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.bson.BsonType;
import org.bson.RawBsonDocument;

/**
 * Writes one BSON document, element by element, into an array.
 *
 * <p>Optimized for speed: each row passes through here, and the driver sends the array unchanged.
 * So unlike the driver's writer, this class does not check the order of calls, and it creates no
 * object per value. See <a href="https://bsonspec.org/spec.html">the BSON specification</a>.
 */
final class BsonBytes {

  private static final VarHandle INT32 =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle INT64 =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final int MOST_BYTES_OF_A_CHAR = 3;

  private byte[] bytes;
  private int size;

  /** Creates a document of about this size. */
  BsonBytes(int expected) {
    bytes = new byte[expected];
    begin();
  }

  /** The type and name of an element, as they precede its value. */
  static byte[] header(BsonType type, String name) {
    byte[] text = name.getBytes(StandardCharsets.UTF_8);
    byte[] header = Arrays.copyOf(new byte[] {(byte) type.getValue()}, text.length + 2);
    System.arraycopy(text, 0, header, 1, text.length);
    return header;
  }

  /** Starts an element; its value must follow. */
  BsonBytes element(byte[] header) {
    reserve(header.length);
    System.arraycopy(header, 0, bytes, size, header.length);
    size += header.length;
    return this;
  }

  /** Starts a nested document. Returns the argument for {@link #end}. */
  int begin() {
    int start = size;
    int32(0);
    return start;
  }

  void end(int start) {
    bool(false);
    INT32.set(bytes, start, size - start);
  }

  void int32(int value) {
    reserve(Integer.BYTES);
    INT32.set(bytes, size, value);
    size += Integer.BYTES;
  }

  void int64(long value) {
    reserve(Long.BYTES);
    INT64.set(bytes, size, value);
    size += Long.BYTES;
  }

  void bool(boolean value) {
    reserve(1);
    bytes[size++] = (byte) (value ? 1 : 0);
  }

  /**
   * Writes a string.
   *
   * @return false if it has unpaired surrogates, which UTF-8 and so BSON cannot represent; the
   *     document is then unusable
   */
  boolean string(String text) {
    reserve(Math.addExact(Math.multiplyExact(text.length(), MOST_BYTES_OF_A_CHAR), 5));
    int start = size + Integer.BYTES;
    int ascii = ascii(text, start);
    if (ascii == text.length()) {
      endString(start + ascii);
      return true;
    }
    byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
    System.arraycopy(encoded, 0, bytes, start, encoded.length);
    endString(start + encoded.length);
    return isWellFormed(text, ascii);
  }

  /** Copies the leading ASCII characters, usually all of them, and returns their number. */
  private int ascii(String text, int start) {
    int length = text.length();
    for (int i = 0; i < length; i++) {
      char c = text.charAt(i);
      if (c >= 0x80) {
        return i;
      }
      bytes[start + i] = (byte) c;
    }
    return length;
  }

  private void endString(int end) {
    bytes[end] = 0;
    INT32.set(bytes, size, end + 1 - size - Integer.BYTES);
    size = end + 1;
  }

  private static boolean isWellFormed(String text, int from) {
    for (int i = from; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isSurrogate(c)) {
        boolean pair =
            Character.isHighSurrogate(c)
                && i + 1 < text.length()
                && Character.isLowSurrogate(text.charAt(i + 1));
        if (!pair) {
          return false;
        }
        i++;
      }
    }
    return true;
  }

  int size() {
    return size;
  }

  /** Completes the document. */
  RawBsonDocument document() {
    end(0);
    return new RawBsonDocument(bytes, 0, size);
  }

  private void reserve(int more) {
    if (bytes.length - size < more) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, Math.addExact(size, more)));
    }
  }
}
