package io.meanstream.cluster;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;

/**
 * A running Kafka node on this machine, reachable over the loopback interface only.
 *
 * <pre>{@code
 * try (KafkaBroker broker = KafkaBroker.start(folder)) {
 *   connectTo(broker.bootstrapServers());
 * }
 * }</pre>
 */
public final class KafkaBroker implements AutoCloseable {
  /** The line that Kafka logs when it has joined the quorum and is ready. */
  private static final String READY = "Kafka Server started";

  private static final String[] LOGGING = {
    "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
    "-Dorg.slf4j.simpleLogger.log.kafka.server.KafkaRaftServer=info",
    "-Dorg.slf4j.simpleLogger.showDateTime=true",
    "-Dorg.slf4j.simpleLogger.dateTimeFormat=yyyy-MM-dd'T'HH:mm:ss.SSSZ"
  };

  /** Long enough for a busy machine and for a quorum node that waits for a second one. */
  private static final Duration START = Duration.ofMinutes(3);

  private static final Duration BROKER_GRACE = Duration.ofSeconds(20);

  /**
   * Short, because the last node would wait in vain for another leader, and its log survives a
   * kill.
   */
  private static final Duration VOTE_GRACE = Duration.ofSeconds(1);

  private final KafkaQuorum quorum;
  private final Child child;

  private KafkaBroker(KafkaQuorum quorum, Child child) {
    this.quorum = quorum;
    this.child = child;
  }

  /** Starts a cluster of one broker on free ports and waits until it responds. */
  public static KafkaBroker start(Path folder) {
    return start(folder, Ports.free());
  }

  /**
   * Starts a cluster of one broker and waits until it responds.
   *
   * @param folder for the configuration, the log {@code kafka-1.log} and the data; data from an
   *     earlier run is reused
   * @param port where clients connect
   * @throws StartException if it does not come up
   */
  public static KafkaBroker start(Path folder, int port) {
    KafkaNode node = KafkaNode.broker(1, port, Ports.free());
    KafkaBroker broker = launch(KafkaQuorum.of(node), node, folder);
    broker.awaitReady();
    return broker;
  }

  /**
   * Starts one node of a quorum without waiting: the first of three is ready only once a second one
   * runs.
   */
  public static KafkaBroker launch(KafkaQuorum quorum, KafkaNode node, Path folder) {
    String name = node.name();
    Path configuration = folder.resolve(name + ".properties");
    write(quorum.propertiesOf(node, folder.resolve(name).toAbsolutePath()), configuration);
    Child child =
        ChildCommand.ofMain(name, KafkaMain.class.getName())
            .classPath(ClassPaths.cluster())
            .heap(node.isBroker() ? "512m" : "128m")
            .jvmOptions("-XX:+ExitOnOutOfMemoryError")
            // the second compiler doubles the processor time until it is up: 4 s instead of 2
            .jvmOptions("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1")
            .jvmOptions(LOGGING)
            .args(configuration.toString(), quorum.clusterId())
            .log(folder.resolve(name + ".log"))
            .grace(node.isBroker() ? BROKER_GRACE : VOTE_GRACE)
            .start();
    return new KafkaBroker(quorum, child);
  }

  /**
   * Waits until the node is ready.
   *
   * @throws StartException if it ends first or takes more than 3 minutes; it is stopped then
   */
  public void awaitReady() {
    try {
      child.awaitLine(READY, START);
    } catch (RuntimeException e) {
      child.kill();
      throw e;
    }
  }

  /** All brokers of the quorum, separated by commas. */
  public String bootstrapServers() {
    return quorum.bootstrapServers();
  }

  public Child child() {
    return child;
  }

  /** Stops the node cleanly, which takes 1 to 7 s. The data stays. */
  @Override
  public void close() {
    child.close();
  }

  private static void write(Map<String, String> properties, Path file) {
    Properties escaped = new Properties();
    escaped.putAll(properties);
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      // Kafka reads ISO 8859-1: other characters, as in folders' names, must be escaped
      try (OutputStream out = Files.newOutputStream(file)) {
        escaped.store(out, null);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + file, e);
    }
  }
}
