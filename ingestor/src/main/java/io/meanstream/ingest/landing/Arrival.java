package io.meanstream.ingest.landing;

import io.meanstream.catalog.value.Sha256;
import io.meanstream.ingest.state.DurableFiles;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.util.HexFormat;

/**
 * Records that are being written to disk, in a separate folder. Closing it removes whatever has not
 * landed.
 */
public final class Arrival implements Closeable {

  private final Path folder;
  private final Path file;
  private final DigestOutputStream out;
  private String hash = "";

  private Arrival(Path folder, Path file, DigestOutputStream out) {
    this.folder = folder;
    this.file = file;
    this.out = out;
  }

  static Arrival open(Path folder, String fileName) throws IOException {
    Files.createDirectories(folder);
    Path file = folder.resolve(fileName);
    return new Arrival(
        folder, file, new DigestOutputStream(Files.newOutputStream(file), Sha256.digest()));
  }

  /** The stream for the bytes of the records. */
  public OutputStream out() {
    return out;
  }

  /** The SHA-256 of the bytes in hex; nothing can be written afterwards. */
  public String hash() throws IOException {
    if (hash.isEmpty()) {
      out.close();
      hash = HexFormat.of().formatHex(out.getMessageDigest().digest());
    }
    return hash;
  }

  /** The file that they are written to. */
  public Path file() {
    return file;
  }

  /** The id of the ingestion that will read them. */
  public String ingestion() {
    String name = file.getFileName().toString();
    return name.substring(0, name.indexOf('.'));
  }

  /** Flushes everything to disk; returns the folder. */
  Path sealed(String manifestName, byte[] manifest) throws IOException {
    DurableFiles.sync(file);
    DurableFiles.write(folder.resolve(manifestName), manifest);
    DurableFiles.sync(folder);
    return folder;
  }

  @Override
  public void close() throws IOException {
    out.close();
    Folders.deleteIfExists(folder);
  }
}
