package io.meanstream.source;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A source as a file of its own, for formats that are not read from their beginning to their end.
 * One in an archive is unpacked into the folder for temporary files until it is closed.
 */
public final class WholeFile implements Closeable {

  private final Path path;
  private final boolean isTemporary;
  private final boolean isHashed;
  private final long size;
  private boolean isRead;

  private WholeFile(Path path, boolean isTemporary, boolean isHashed) throws IOException {
    this.path = path;
    this.isTemporary = isTemporary;
    this.isHashed = isHashed;
    this.size = Files.size(path);
  }

  /**
   * A file as it stands.
   *
   * @param isHashed whether it may be asked for its hash
   */
  public static WholeFile of(Path path, boolean isHashed) throws IOException {
    return new WholeFile(path, false, isHashed);
  }

  /** A file of these bytes, which are closed. */
  static WholeFile unpacked(InputStream bytes, boolean isHashed) throws IOException {
    Path path = Files.createTempFile("meanstream-", ".unpacked");
    try (bytes;
        OutputStream out = Files.newOutputStream(path)) {
      bytes.transferTo(out);
    } catch (IOException e) {
      Files.delete(path);
      throw e;
    }
    return new WholeFile(path, true, isHashed);
  }

  public Path path() {
    return path;
  }

  /** In bytes, when it was opened. */
  public long size() {
    return size;
  }

  /** Whether {@link #hash} has read it whole. */
  public boolean isRead() {
    return isRead;
  }

  /**
   * The SHA-256 of its bytes, in hex.
   *
   * @throws IllegalStateException if it is only looked at
   */
  public String hash() throws IOException {
    if (!isHashed) {
      throw new IllegalStateException("what is looked at has no hash");
    }
    try (SourceBytes bytes = SourceBytes.hashed(Files.newInputStream(path))) {
      bytes.transferTo(OutputStream.nullOutputStream());
      isRead = true;
      return bytes.hash();
    }
  }

  @Override
  public void close() throws IOException {
    if (isTemporary) {
      Files.deleteIfExists(path);
    }
  }
}
