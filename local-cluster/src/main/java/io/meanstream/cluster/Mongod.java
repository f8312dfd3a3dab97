package io.meanstream.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** MongoDB's own server as a replica set of one: what transactions and majority reads need. */
final class Mongod {
  static final String REPLICA_SET = "meanstream";

  /** What it logs when it takes connections. */
  static final String READY = "Waiting for connections";

  private Mongod() {}

  static ChildCommand command(Path binary, Path folder, int port) {
    Path data = folder.resolve("mongod-data").toAbsolutePath();
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

  /** Makes it the primary of its own replica set; if that fails, it is not running any more. */
  static void initiate(Path folder, int port, Child mongod) {
    Child initiation =
        ChildCommand.ofMain("store-initiation", ReplicaSetOfOne.class.getName())
            .classPath(ClassPaths.cluster())
            .jvmOptions("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")
            .heap("64m")
            .args(Integer.toString(port))
            .log(folder.resolve("store-initiation.log"))
            .start();
    try {
      initiation.awaitLine(ReplicaSetOfOne.READY, Duration.ofSeconds(60));
    } catch (StartException e) {
      mongod.close();
      throw e;
    } finally {
      initiation.close();
    }
  }
}
