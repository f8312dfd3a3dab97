package io.meanstream.source;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** A stream that counts and hashes the bytes that are read from it. */
final class HashedStream extends FilterInputStream {

  private final MessageDigest digest;
  private long count;

  HashedStream(InputStream in) {
    super(in);
    try {
      this.digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** How many bytes were read. */
  long count() {
    return count;
  }

  /** The SHA-256 of the bytes that were read, in hex; starts anew. */
  String hash() {
    return HexFormat.of().formatHex(digest.digest());
  }

  /** As {@link #hash}, and goes on. */
  String hashSoFar() {
    try {
      return HexFormat.of().formatHex(((MessageDigest) digest.clone()).digest());
    } catch (CloneNotSupportedException e) {
      throw new IllegalStateException("Java's own SHA-256 can be cloned", e);
    }
  }

  @Override
  public int read() throws IOException {
    int read = in.read();
    if (read >= 0) {
      digest.update((byte) read);
      count++;
    }
    return read;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    int read = in.read(buffer, offset, length);
    if (read > 0) {
      digest.update(buffer, offset, read);
      count += read;
    }
    return read;
  }

  @Override
  public long skip(long bytes) throws IOException {
    throw new IOException("a hashed stream is read whole");
  }

  @Override
  public boolean markSupported() {
    return false;
  }
}
