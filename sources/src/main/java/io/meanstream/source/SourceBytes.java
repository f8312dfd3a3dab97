package io.meanstream.source;

import io.meanstream.catalog.value.Sha256;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Optional;

/** Reads a source's bytes and counts them; optionally computes their SHA-256. */
public final class SourceBytes extends FilterInputStream {

  private final Optional<MessageDigest> digest;
  private long count;

  private SourceBytes(InputStream in, Optional<MessageDigest> digest) {
    super(in);
    this.digest = digest;
  }

  /** Bytes that are hashed while they are read. */
  static SourceBytes hashed(InputStream in) {
    return new SourceBytes(in, Optional.of(Sha256.digest()));
  }

  /** Bytes that are not hashed. */
  static SourceBytes unhashed(InputStream in) {
    return new SourceBytes(in, Optional.empty());
  }

  /** How many bytes were read. */
  public long count() {
    return count;
  }

  /**
   * The SHA-256 of the bytes read, in hex; then starts over.
   *
   * @throws IllegalStateException if the bytes are not hashed
   */
  public String hash() {
    return HexFormat.of().formatHex(digest().digest());
  }

  private MessageDigest digest() {
    return digest.orElseThrow(
        () -> new IllegalStateException("the bytes are read without hashing"));
  }

  /** Like {@link #hash}, but keeps going. */
  String hashSoFar() {
    try {
      return HexFormat.of().formatHex(((MessageDigest) digest().clone()).digest());
    } catch (CloneNotSupportedException e) {
      throw new IllegalStateException("Java's own SHA-256 can be cloned", e);
    }
  }

  @Override
  public int read() throws IOException {
    int read = in.read();
    if (read >= 0) {
      digest.ifPresent(it -> it.update((byte) read));
      count++;
    }
    return read;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    int read = in.read(buffer, offset, length);
    if (read > 0) {
      digest.ifPresent(it -> it.update(buffer, offset, read));
      count += read;
    }
    return read;
  }

  @Override
  public long skip(long bytes) throws IOException {
    throw new IOException("sources cannot be skipped over");
  }

  @Override
  public boolean markSupported() {
    return false;
  }
}
