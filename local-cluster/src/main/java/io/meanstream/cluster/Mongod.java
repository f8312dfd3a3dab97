package io.meanstream.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.stream.Collectors;

/** A MongoDB server as a member of a replica set, which transactions and majority reads need. */
final class Mongod {
  static final String REPLICA_SET = "meanstream";

  /** The line that it logs when it accepts connections. */
  static final String READY = "Waiting for connections";

  static final Duration START = Duration.ofMinutes(3);

  private Mongod() {}

  /**
   * The command that starts a member.
   *
   * @param folder for its log
   * @param data the subfolder for its data
   */
  static ChildCommand command(String name, Path binary, Path folder, String data, int port) {
    Path path = folder.resolve(data).toAbsolutePath();
    try {
      Files.createDirectories(path);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot create " + path, e);
    }
    return ChildCommand.ofBinary(name, binary)
        .args("--replSet", REPLICA_SET, "--dbpath", path.toString())
        .args("--bind_ip", "127.0.0.1", "--port", Integer.toString(port))
        .log(folder.resolve(name + ".log"));
  }

  /** Initiates the replica set if necessary, and waits for its primary. Idempotent. */
  static void initiate(Path folder, Collection<Integer> ports) {
    Child initiation =
        ChildCommand.ofMain("store-initiation", ReplicaSetStart.class.getName())
            .classPath(ClassPaths.cluster())
            .jvmOptions("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")
            .heap("64m")
            .args(ports.stream().map(port -> Integer.toString(port)).toArray(String[]::new))
            .log(folder.resolve("store-initiation.log"))
            .start();
    try (initiation) {
      initiation.awaitLine(ReplicaSetStart.READY, START);
    }
  }

  /** The connection string of the set, whichever member is primary. */
  static String uri(Collection<Integer> ports) {
    String members =
        ports.stream().map(port -> "127.0.0.1:" + port).collect(Collectors.joining(","));
    return "mongodb://%s/?replicaSet=%s".formatted(members, REPLICA_SET);
  }
}
