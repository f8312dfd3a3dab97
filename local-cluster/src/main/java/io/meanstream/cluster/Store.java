package io.meanstream.cluster;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A document store with MongoDB's wire protocol, whether or not this process started it. */
public final class Store implements AutoCloseable {
  private static final Duration START = Duration.ofMinutes(3);

  private final String uri;
  private final String description;
  private final Optional<Child> child;

  private Store(String uri, String description, Optional<Child> child) {
    this.uri = uri;
    this.description = description;
    this.child = child;
  }

  /** A store that is managed elsewhere. It is not checked. */
  public static Store at(String uri) {
    return new Store(uri, "MongoDB at " + withoutPassword(uri), Optional.empty());
  }

  /** A store that is started and stopped elsewhere. */
  static Store of(String uri, String description) {
    return new Store(uri, description, Optional.empty());
  }

  /** Starts an in-memory store on a free port and waits until it is ready. */
  public static Store startInMemory(Path folder) {
    return startInMemory(folder, Ports.free());
  }

  /**
   * Starts an in-memory store and waits until it is ready.
   *
   * @param folder for the log {@code store.log}
   * @throws StartException if it does not come up
   */
  public static Store startInMemory(Path folder, int port) {
    Child child =
        ChildCommand.ofMain("store", InMemoryStore.class.getName())
            .classPath(ClassPaths.cluster())
            // a document takes about 0.9 kB of heap
            .jvmOptions("-XX:MaxRAMPercentage=50", "-XX:+ExitOnOutOfMemoryError")
            .jvmOptions("-XX:+UseSerialGC")
            .jvmOptions(JitThresholds.LATE_OPTIMIZER)
            .jvmOptions("-Dorg.slf4j.simpleLogger.defaultLogLevel=warn")
            .args("--port", Integer.toString(port))
            .log(folder.resolve("store.log"))
            .start();
    awaitReady(child, InMemoryStore.READY);
    return new Store(
        "mongodb://127.0.0.1:" + port,
        "in memory: its data is lost when it stops, and is read again from Kafka when it restarts",
        Optional.of(child));
  }

  /**
   * Starts a MongoDB server as a replica set of one and waits until it accepts writes.
   *
   * @param folder for the data, kept for the next start, and the log {@code store.log}
   * @throws StartException if it does not come up
   */
  static Store startMongod(Path binary, Path folder, int port) {
    Child child = Mongod.command("store", binary, folder, "mongod-data", port).start();
    awaitReady(child, Mongod.READY);
    try {
      Mongod.initiate(folder, List.of(port));
    } catch (RuntimeException e) {
      child.close();
      throw e;
    }
    return new Store(
        Mongod.uri(List.of(port)), "MongoDB, run from %s".formatted(binary), Optional.of(child));
  }

  private static void awaitReady(Child child, String marker) {
    try {
      child.awaitLine(marker, START);
    } catch (RuntimeException e) {
      child.kill();
      throw e;
    }
  }

  /** The connection string, without a database. */
  public String uri() {
    return uri;
  }

  /** A description for users: what the store is, and what happens to its data. */
  public String description() {
    return description;
  }

  /** The process, if this process started it. */
  public Optional<Child> child() {
    return child;
  }

  /** Stops the store, if this process started it. */
  @Override
  public void close() {
    child.ifPresent(Child::close);
  }

  private static String withoutPassword(String uri) {
    return uri.replaceFirst("//[^@/]*@", "//");
  }
}
