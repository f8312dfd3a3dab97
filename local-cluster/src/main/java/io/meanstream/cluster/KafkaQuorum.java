package io.meanstream.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The nodes of one Kafka cluster in KRaft mode, and the resulting configuration of each.
 *
 * @param clusterId the id that storage is formatted with; 22 characters of URL-safe base 64
 * @param nodes all of them, whether or not this process starts them
 */
public record KafkaQuorum(String clusterId, List<KafkaNode> nodes) {
  /** The id of every local cluster. Local clusters need no distinct ids. */
  static final String LOCAL = "meanstream-local-00001";

  private static final String VOTERS = "controller.quorum.voters";

  public KafkaQuorum {
    nodes = List.copyOf(nodes);
  }

  public static KafkaQuorum of(KafkaNode... nodes) {
    return new KafkaQuorum(LOCAL, List.of(nodes));
  }

  /**
   * How many nodes the cluster with data in this folder has; empty if there is no data. A cluster
   * of another size must not reuse the data: new voters with empty logs could outvote the one that
   * knows the topics.
   */
  public static OptionalInt sizeOf(Path folder) {
    Path configuration = folder.resolve("kafka-1.properties");
    if (Files.notExists(configuration) || Files.notExists(folder.resolve("kafka-1"))) {
      return OptionalInt.empty();
    }
    Properties properties = new Properties();
    try (var reader = Files.newBufferedReader(configuration)) {
      properties.load(reader);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + configuration, e);
    }
    return OptionalInt.of(properties.getProperty(VOTERS).split(",").length);
  }

  /** The bootstrap servers: all brokers, separated by commas. */
  public String bootstrapServers() {
    return nodes.stream()
        .filter(KafkaNode::isBroker)
        .map(KafkaNode::address)
        .collect(Collectors.joining(","));
  }

  Map<String, String> propertiesOf(KafkaNode node, Path data) {
    Map<String, String> properties = new TreeMap<>();
    properties.put("node.id", Integer.toString(node.id()));
    properties.put("process.roles", node.role().processRoles);
    properties.put("log.dirs", data.toString());
    properties.putAll(listeners(node));
    // on every node: a new topic gets the number of copies in the active controller's own settings
    properties.putAll(replication());
    // records that only show that the controller is alive; every 0.5 s by default
    properties.put("metadata.max.idle.interval.ms", "5000");
    if (node.isBroker()) {
      properties.putAll(forOneMachine());
    }
    return properties;
  }

  private Map<String, String> listeners(KafkaNode node) {
    String controller = "CONTROLLER://127.0.0.1:" + node.controllerPort();
    String client = "CLIENT://" + node.address();
    Map<String, String> properties = new TreeMap<>();
    properties.put("controller.listener.names", "CONTROLLER");
    properties.put("listener.security.protocol.map", "CLIENT:PLAINTEXT,CONTROLLER:PLAINTEXT");
    properties.put(VOTERS, voters());
    properties.put("listeners", node.isBroker() ? client + "," + controller : controller);
    if (node.isBroker()) {
      properties.put("advertised.listeners", client);
      properties.put("inter.broker.listener.name", "CLIENT");
    }
    return properties;
  }

  private String voters() {
    return nodes.stream()
        .map(node -> node.id() + "@127.0.0.1:" + node.controllerPort())
        .collect(Collectors.joining(","));
  }

  /**
   * A copy on every broker, of which one in sync is enough: either of two brokers may be lost while
   * writing continues. What is acknowledged meanwhile is only on the other broker's disk; if that
   * broker is lost too, its topics wait for it rather than go back in time (no unclean election).
   * Requiring two in sync would stop every write at the first loss.
   */
  private Map<String, String> replication() {
    String copies = Long.toString(Math.min(3, nodes.stream().filter(KafkaNode::isBroker).count()));
    return Map.of(
        "default.replication.factor",
        copies,
        "offsets.topic.replication.factor",
        copies,
        "transaction.state.log.replication.factor",
        copies,
        "share.coordinator.state.topic.replication.factor",
        copies,
        "transaction.state.log.min.isr",
        "1",
        "share.coordinator.state.topic.min.isr",
        "1",
        "min.insync.replicas",
        "1",
        "unclean.leader.election.enable",
        "false");
  }

  private Map<String, String> forOneMachine() {
    Map<String, String> properties = new TreeMap<>();
    // few partitions of internal topics: each one costs time at start
    properties.put("offsets.topic.num.partitions", "3");
    properties.put("transaction.state.log.num.partitions", "3");
    properties.put("share.coordinator.state.topic.num.partitions", "1");
    // a local consumer group need not wait for more members
    properties.put("group.initial.rebalance.delay.ms", "0");
    // the open transaction of a killed producer holds back its readers until it is aborted
    properties.put("transaction.abort.timed.out.transaction.cleanup.interval.ms", "1000");
    // services create topics with the right settings; a typo must not create one
    properties.put("auto.create.topics.enable", "false");
    // an emptied store is refilled from the topics
    properties.put("log.retention.ms", "-1");
    // allocated from the heap at start, 128 MiB by default; enough to compact 150,000 keys in a
    // pass
    properties.put("log.cleaner.dedupe.buffer.size", "4194304");
    return properties;
  }
}
