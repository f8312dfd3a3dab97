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
 * The nodes of one Kafka cluster in KRaft mode, and the configuration that follows for each.
 *
 * @param clusterId what storage is formatted with; 22 characters of URL-safe base 64
 * @param nodes all of them, started by this process or not
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
   * How many nodes the cluster has whose data lies in a folder; nothing where there is none. Data
   * of another number of nodes must not be taken up: new voters, whose logs are empty, could
   * outvote the one that knows of the topics.
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
    // of every node: a new topic has the copies that the active controller's own settings say
    properties.putAll(replication());
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
   * Every copy that the brokers allow, and one in sync is enough: of two brokers either may be lost
   * and writing goes on. What is acknowledged meanwhile is on the other one's disk alone; that one
   * is waited for when it is lost too, rather than taken for what it was before (no unclean
   * election). Two in sync would stop every write with the first loss.
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
    // a local consumer group needs no time to gather
    properties.put("group.initial.rebalance.delay.ms", "0");
    // the open transaction of a killed producer holds back its readers until it is aborted
    properties.put("transaction.abort.timed.out.transaction.cleanup.interval.ms", "1000");
    // services create topics with the right settings; a typo must not create one
    properties.put("auto.create.topics.enable", "false");
    // an emptied store is filled again from the topics
    properties.put("log.retention.ms", "-1");
    // taken from the heap at start, 128 MiB by default; enough to compact 150,000 keys in a pass
    properties.put("log.cleaner.dedupe.buffer.size", "4194304");
    return properties;
  }
}
