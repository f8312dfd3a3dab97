package io.meanstream.launch.download;

import io.meanstream.launch.Mistake;
import io.meanstream.source.http.FetchResponse;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/**
 * The folder of one address: the file or the part that has arrived, and the server's facts about
 * it. If a command is killed, the next one continues the download.
 */
final class DownloadFolder implements Closeable {

  private static final String VALIDATOR = "validator";
  private static final String NAME = "name";
  private static final int HASH_CHARACTERS = 16;

  private final Path folder;
  private final Path part;
  private final FileChannel lock;
  private final Properties said = new Properties();

  private DownloadFolder(Path folder, FileChannel lock) {
    this.folder = folder;
    this.part = folder.resolve(".part");
    this.lock = lock;
  }

  /**
   * Opens the folder of an address.
   *
   * @throws Mistake if another command is downloading it
   */
  static DownloadFolder open(Path downloads, URI uri) throws IOException {
    Path folder = Files.createDirectories(downloads.resolve(hash(uri)));
    FileChannel lock =
        FileChannel.open(
            folder.resolve(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    if (!isFree(lock)) {
      lock.close();
      throw new Mistake("another command is downloading %s".formatted(uri));
    }
    DownloadFolder opened = new DownloadFolder(folder, lock);
    if (Files.exists(opened.notes())) {
      try (InputStream in = Files.newInputStream(opened.notes())) {
        opened.said.load(in);
      }
    }
    return opened;
  }

  private static boolean isFree(FileChannel lock) throws IOException {
    try {
      return lock.tryLock() != null;
    } catch (OverlappingFileLockException e) {
      return false;
    }
  }

  private static String hash(URI uri) {
    try {
      byte[] digest =
          MessageDigest.getInstance(Checksums.SHA_256)
              .digest(uri.toString().getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest).substring(0, HASH_CHARACTERS);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /** The number of bytes after which the server may be asked to continue; 0 for none. */
  long resumable() throws IOException {
    return Files.exists(part) && validator().isPresent() ? Files.size(part) : 0;
  }

  /** The number of bytes that have arrived. */
  long arrived() throws IOException {
    return Files.exists(part) ? Files.size(part) : 0;
  }

  /** Identifies the version that has arrived: an ETag or a date. */
  Optional<String> validator() {
    return Optional.ofNullable(said.getProperty(VALIDATOR));
  }

  /** The complete file, if it is there. */
  Optional<Path> complete() {
    return Optional.ofNullable(said.getProperty(NAME))
        .map(folder::resolve)
        .filter(file -> Files.exists(file) && !Files.exists(part));
  }

  /** The hashes that the server has stated for the file. */
  Checksums checksums() {
    Map<String, String> sums = new HashMap<>();
    for (String algorithm : new String[] {Checksums.SHA_256, Checksums.MD5}) {
      Optional.ofNullable(said.getProperty(algorithm)).ifPresent(it -> sums.put(algorithm, it));
    }
    return new Checksums(sums);
  }

  /** Starts over with the server's facts about the file. */
  void restart(FetchResponse response, String name) throws IOException {
    Files.newOutputStream(part).close();
    said.clear();
    said.setProperty(NAME, name);
    response
        .header("ETag")
        .filter(tag -> tag.startsWith("\""))
        .or(() -> response.header("Last-Modified"))
        .ifPresent(value -> said.setProperty(VALIDATOR, value));
    said.putAll(Checksums.of(response).byAlgorithm());
    try (OutputStream out = Files.newOutputStream(notes())) {
      said.store(out, null);
    }
  }

  /** Opens the part to append to it. */
  OutputStream append() throws IOException {
    return Files.newOutputStream(part, StandardOpenOption.APPEND);
  }

  /** Deletes what has arrived. */
  void discard() throws IOException {
    Files.deleteIfExists(part);
    Files.deleteIfExists(notes());
    said.clear();
  }

  Path part() {
    return part;
  }

  /** Renames the complete part to the file's name. */
  Path finish() throws IOException {
    Path file = folder.resolve(said.getProperty(NAME));
    return Files.move(
        part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  /** How many bytes are free there. */
  long free() throws IOException {
    return Files.getFileStore(folder).getUsableSpace();
  }

  private Path notes() {
    return folder.resolve(".properties");
  }

  @Override
  public void close() throws IOException {
    lock.close();
  }
}
