package io.meanstream.source;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A source as a file of its own, for formats that need random access. A source in an archive is
 * unpacked into the folder for temporary files until this is closed.
 */
public final class WholeFile implements Closeable {

  // looked up when needed: a native executable runs on another machine than it was built on
  private static final UnpackFolder UNPACKED =
      new UnpackFolder(() -> Path.of(System.getProperty("java.io.tmpdir")));

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
   * Uses a file as it is.
   *
   * @param isHashed whether {@link #hash} may be called
   */
  public static WholeFile of(Path path, boolean isHashed) throws IOException {
    return new WholeFile(path, false, isHashed);
  }

  /** Writes the bytes to a file and closes them. */
  static WholeFile unpacked(InputStream bytes, boolean isHashed) throws IOException {
    Path path = UNPACKED.newFile();
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

  /** The file's size in bytes when it was opened. */
  public long size() {
    return size;
  }

  /** Whether {@link #hash} has read the whole file. */
  public boolean isRead() {
    return isRead;
  }

  /**
   * The SHA-256 of its bytes, in hex.
   *
   * @throws IllegalStateException if it was opened without hashing
   */
  public String hash() throws IOException {
    if (!isHashed) {
      throw new IllegalStateException("the file was opened without hashing");
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
