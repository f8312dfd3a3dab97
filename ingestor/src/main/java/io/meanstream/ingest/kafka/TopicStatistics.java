package io.meanstream.ingest.kafka;

import io.meanstream.catalog.LiveCatalog;
import io.meanstream.catalog.dataset.Dataset;
import io.meanstream.protocol.TopicNames;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.admin.ListGroupsOptions;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartition;

/** Measures the topics of the datasets and the internal ones, and who reads them. Blocks. */
@ApplicationScoped
public class TopicStatistics {

  private static final Duration SHORTEST_SPAN = Duration.ofSeconds(2);
  private static final Duration LONGEST_SPAN = Duration.ofSeconds(60);

  private final Admin admin;
  private final LiveCatalog definitions;
  private final Clock clock;
  private final Deque<Sample> samples = new ArrayDeque<>();

  TopicStatistics(Admin admin, LiveCatalog definitions, Clock clock) {
    this.admin = admin;
    this.definitions = definitions;
    this.clock = clock;
  }

  /**
   * A topic.
   *
   * @param bytes the size of its records on disk, of one replica
   * @param recordsPerSecond how fast its offsets have grown lately; empty if that was not measured
   */
  public record Topic(
      String topic, long bytes, OptionalDouble recordsPerSecond, List<Partition> partitions) {}

  /**
   * A partition.
   *
   * @param start the first offset
   * @param end the offset after the last committed record
   */
  public record Partition(int partition, long start, long end, long bytes) {}

  /**
   * A consumer group's progress in a topic.
   *
   * @param lag how many offsets it is behind
   */
  public record Consumer(
      String group, String state, String topic, long lag, List<Position> positions) {}

  /**
   * A group's progress in a partition.
   *
   * @param committed the offset of the next record to read
   */
  public record Position(int partition, long committed, long end, long lag) {}

  /** The end offsets at a time. */
  private record Sample(Instant at, Map<TopicPartition, Long> ends) {

    /** The sum over the partitions of a topic. */
    long end(String topic) {
      return ends.entrySet().stream()
          .filter(entry -> entry.getKey().topic().equals(topic))
          .mapToLong(Map.Entry::getValue)
          .sum();
    }
  }

  /**
   * The topics that exist, sorted by name.
   *
   * @throws KafkaException if Kafka fails to answer
   */
  public List<Topic> topics() {
    Map<String, TopicDescription> described =
        KafkaWait.on(admin.describeTopics(names()).allTopicNames());
    List<TopicPartition> partitions = partitions(described);
    Map<TopicPartition, Long> starts = offsets(partitions, OffsetSpec.earliest());
    Map<TopicPartition, Long> ends = offsets(partitions, OffsetSpec.latest());
    Map<TopicPartition, Long> bytes = bytes(described);
    Growth growth = growth(new Sample(clock.instant(), ends));
    return new TreeMap<>(described)
        .values().stream()
            .map(
                topic ->
                    topic(
                        topic.name(),
                        partitionsOf(topic)
                            .map(
                                it ->
                                    new Partition(
                                        it.partition(),
                                        starts.get(it),
                                        ends.get(it),
                                        bytes.getOrDefault(it, 0L)))
                            .toList(),
                        growth))
            .toList();
  }

  /**
   * The consumer groups that have read these topics, sorted by group and topic.
   *
   * @throws KafkaException if Kafka fails to answer
   */
  public List<Consumer> consumers() {
    Map<String, GroupListing> groups =
        KafkaWait.on(admin.listGroups(ListGroupsOptions.forConsumerGroups()).all()).stream()
            .collect(Collectors.toMap(GroupListing::groupId, Function.identity()));
    Map<String, Map<TopicPartition, OffsetAndMetadata>> committed = committed(groups.keySet());
    Set<TopicPartition> read = new HashSet<>();
    committed.values().forEach(offsets -> read.addAll(offsets.keySet()));
    Map<TopicPartition, Long> ends = offsets(read, OffsetSpec.latest());
    List<Consumer> consumers = new ArrayList<>();
    new TreeMap<>(committed)
        .forEach(
            (group, offsets) ->
                new TreeSet<>(offsets.keySet().stream().map(TopicPartition::topic).toList())
                    .forEach(
                        topic -> consumers.add(consumer(groups.get(group), topic, offsets, ends))));
    return consumers;
  }

  private Set<String> names() {
    Set<String> ours =
        definitions.latest().all().stream().map(Dataset::topic).collect(Collectors.toSet());
    ours.add(TopicNames.INGESTIONS);
    ours.add(TopicNames.REJECTS);
    ours.retainAll(KafkaWait.on(admin.listTopics().names()));
    return ours;
  }

  /** Without groups that have read none of the topics. */
  private Map<String, Map<TopicPartition, OffsetAndMetadata>> committed(Collection<String> groups) {
    Set<String> topics = names();
    Map<String, Map<TopicPartition, OffsetAndMetadata>> found =
        groups.isEmpty()
            ? Map.of()
            : KafkaWait.on(
                admin
                    .listConsumerGroupOffsets(
                        groups.stream()
                            .collect(
                                Collectors.toMap(
                                    Function.identity(),
                                    group -> new ListConsumerGroupOffsetsSpec())))
                    .all());
    Map<String, Map<TopicPartition, OffsetAndMetadata>> ours = new HashMap<>();
    found.forEach(
        (group, offsets) -> {
          Map<TopicPartition, OffsetAndMetadata> kept = new HashMap<>(offsets);
          kept.keySet().removeIf(partition -> !topics.contains(partition.topic()));
          kept.values().removeIf(offset -> offset == null);
          if (!kept.isEmpty()) {
            ours.put(group, kept);
          }
        });
    return ours;
  }

  private static Consumer consumer(
      GroupListing group,
      String topic,
      Map<TopicPartition, OffsetAndMetadata> committed,
      Map<TopicPartition, Long> ends) {
    List<Position> positions =
        committed.keySet().stream()
            .filter(partition -> partition.topic().equals(topic))
            .sorted(Comparator.comparingInt(TopicPartition::partition))
            .map(
                partition ->
                    position(
                        partition.partition(),
                        committed.get(partition).offset(),
                        ends.get(partition)))
            .toList();
    return new Consumer(
        group.groupId(),
        group.groupState().map(Object::toString).orElse("Unknown"),
        topic,
        positions.stream().mapToLong(Position::lag).sum(),
        positions);
  }

  private static Position position(int partition, long committed, long end) {
    return new Position(partition, committed, end, Math.max(0, end - committed));
  }

  private static Topic topic(String name, List<Partition> partitions, Growth growth) {
    return new Topic(
        name, partitions.stream().mapToLong(Partition::bytes).sum(), growth.of(name), partitions);
  }

  /** How the end offsets have grown between two samples, with the newer one last. */
  private record Growth(Optional<Sample> earlier, Sample now) {

    /** In offsets a second. */
    OptionalDouble of(String topic) {
      if (earlier.isEmpty()) {
        return OptionalDouble.empty();
      }
      double seconds = Duration.between(earlier.get().at, now.at).toNanos() / 1e9;
      return OptionalDouble.of((now.end(topic) - earlier.get().end(topic)) / seconds);
    }
  }

  /**
   * Compares a sample with the newest earlier one that is neither too close to it nor too old, and
   * keeps it for later ones.
   */
  private synchronized Growth growth(Sample now) {
    samples.removeIf(sample -> sample.at.isBefore(now.at.minus(LONGEST_SPAN)));
    Optional<Sample> earlier =
        samples.stream()
            .filter(sample -> !sample.at.isAfter(now.at.minus(SHORTEST_SPAN)))
            .reduce((one, next) -> next);
    if (samples.isEmpty() || samples.getLast().at.isBefore(now.at.minus(SHORTEST_SPAN))) {
      samples.add(now);
    }
    return new Growth(earlier, now);
  }

  private Map<TopicPartition, Long> offsets(
      Collection<TopicPartition> partitions, OffsetSpec which) {
    Map<TopicPartition, OffsetSpec> specs =
        partitions.stream().collect(Collectors.toMap(Function.identity(), partition -> which));
    Map<TopicPartition, ListOffsetsResultInfo> found =
        KafkaWait.on(
            admin.listOffsets(specs, new ListOffsetsOptions(IsolationLevel.READ_COMMITTED)).all());
    return found.entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue().offset()));
  }

  /** The size of each partition's largest replica; others may still copy it. */
  private Map<TopicPartition, Long> bytes(Map<String, TopicDescription> topics) {
    Set<Integer> brokers =
        topics.values().stream()
            .flatMap(topic -> topic.partitions().stream())
            .flatMap(partition -> partition.isr().stream())
            .map(Node::id)
            .collect(Collectors.toSet());
    Map<TopicPartition, Long> bytes = new HashMap<>();
    KafkaWait.on(admin.describeLogDirs(brokers).allDescriptions())
        .values()
        .forEach(
            folders ->
                folders
                    .values()
                    .forEach(
                        folder ->
                            folder
                                .replicaInfos()
                                .forEach(
                                    (partition, replica) ->
                                        bytes.merge(partition, replica.size(), Math::max))));
    return bytes;
  }

  private static List<TopicPartition> partitions(Map<String, TopicDescription> topics) {
    return topics.values().stream().flatMap(TopicStatistics::partitionsOf).toList();
  }

  private static Stream<TopicPartition> partitionsOf(TopicDescription topic) {
    return topic.partitions().stream()
        .map(partition -> new TopicPartition(topic.name(), partition.partition()));
  }
}
