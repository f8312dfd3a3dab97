package io.meanstream.testing.store;

import io.meanstream.cluster.Child;
import io.meanstream.cluster.ChildCommand;
import io.meanstream.cluster.Store;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Map;

/** A store for tests, and its process if this JVM starts it. */
interface StoreServer extends AutoCloseable {

  String URI = "MEANSTREAM_MONGODB_URI";
  String BINARY = "MEANSTREAM_MONGOD";

  /** The server that the environment selects, not started yet. */
  static StoreServer of(Path folder, int port, Map<String, String> environment) {
    String uri = environment.getOrDefault(URI, "");
    if (!uri.isBlank()) {
      return new Shared(uri);
    }
    return isBinaryNamed(environment)
        ? new Binary(Path.of(environment.get(BINARY)), temporaryIn(folder), port)
        : new InMemory(folder, port);
  }

  static boolean isNamed(Map<String, String> environment) {
    return !environment.getOrDefault(URI, "").isBlank() || isBinaryNamed(environment);
  }

  static boolean isBinaryNamed(Map<String, String> environment) {
    return environment.getOrDefault(URI, "").isBlank()
        && !environment.getOrDefault(BINARY, "").isBlank();
  }

  String uri();

  /** Whether this JVM starts and stops it. */
  boolean isOurs();

  /** Starts the process without waiting until it accepts requests. */
  void launch();

  void kill();

  /** Deletes the files of a killed server. */
  void erase();

  @Override
  void close();

  private static Path temporaryIn(Path folder) {
    try {
      return Files.createTempDirectory(Files.createDirectories(folder), "mongod-").toAbsolutePath();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A shared server that this JVM does not manage. */
  record Shared(String uri) implements StoreServer {
    @Override
    public boolean isOurs() {
      return false;
    }

    @Override
    public void launch() {
      // already running
    }

    @Override
    public void kill() {
      throw new UnsupportedOperationException("cannot control the shared server at " + uri);
    }

    @Override
    public void erase() {
      throw new UnsupportedOperationException("cannot control the shared server at " + uri);
    }

    @Override
    public void close() {
      // keeps running
    }
  }

  /** The in-memory store of Meanstream. */
  final class InMemory implements StoreServer {
    private final Path folder;
    private final int port;
    private Store store;

    InMemory(Path folder, int port) {
      this.folder = folder;
      this.port = port;
    }

    @Override
    public String uri() {
      return "mongodb://127.0.0.1:" + port;
    }

    @Override
    public boolean isOurs() {
      return true;
    }

    @Override
    public void launch() {
      store = Store.startInMemory(folder, port);
    }

    @Override
    public void kill() {
      store.child().orElseThrow().kill();
    }

    @Override
    public void erase() {
      // in memory, so there are no files
    }

    @Override
    public void close() {
      store.close();
    }
  }

  /** A standalone {@code mongod}, or a binary with the same options. */
  final class Binary implements StoreServer {
    private final Path binary;
    private final Path folder;
    private final int port;
    private Child child;

    Binary(Path binary, Path folder, int port) {
      this.binary = binary;
      this.folder = folder;
      this.port = port;
    }

    @Override
    public String uri() {
      return "mongodb://127.0.0.1:" + port;
    }

    @Override
    public boolean isOurs() {
      return true;
    }

    @Override
    public void launch() {
      try {
        Files.createDirectories(data());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      child =
          ChildCommand.ofBinary("store", binary)
              .args("--dbpath", data().toString())
              .args("--bind_ip", "127.0.0.1", "--port", Integer.toString(port))
              .log(folder.resolve("store.log"))
              .start();
    }

    private Path data() {
      return folder.resolve("data");
    }

    @Override
    public void kill() {
      child.kill();
    }

    @Override
    public void erase() {
      remove(data());
    }

    @Override
    public void close() {
      child.close();
      remove(folder);
    }

    private static void remove(Path folder) {
      try {
        Files.walkFileTree(
            folder,
            new SimpleFileVisitor<>() {
              @Override
              public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                  throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
              }

              @Override
              public FileVisitResult postVisitDirectory(Path emptied, IOException failure)
                  throws IOException {
                Files.delete(emptied);
                return FileVisitResult.CONTINUE;
              }
            });
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
