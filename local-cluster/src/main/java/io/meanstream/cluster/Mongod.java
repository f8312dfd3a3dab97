package io.meanstream.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** MongoDB's own server as a replica set of one: what transactions and majority reads need. */
final class Mongod {
  static final String REPLICA_SET = "meanstream";

  /** What it logs when it takes connections. */
  static final String READY = "Waiting for connections";

  private Mongod() {}

  static ChildCommand command(Path binary, Path folder, int port) {
    Path data = folder.resolve("mongod").toAbsolutePath();
    try {
      Files.createDirectories(data);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return ChildCommand.ofBinary("store", binary)
        .args("--replSet", REPLICA_SET, "--dbpath", data.toString())
        .args("--bind_ip", "127.0.0.1", "--port", Integer.toString(port))
        .log(folder.resolve("store.log"));
  }

  /** Makes it the primary of its own replica set, unless an earlier start has. */
  static void initiate(int port) {
    throw new StartException("port " + port + ": not yet");
  }
}
