package io.meanstream.persist.consumer;

import io.smallrye.mutiny.Uni;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Queries the brokers about topics and their logs. Never blocks. */
public final class TopicMetadata {

  private static final ListOffsetsOptions COMMITTED =
      new ListOffsetsOptions(IsolationLevel.READ_COMMITTED);

  /**
   * The part of a partition's log that a reader of committed records can read.
   *
   * @param beginning the first offset that still exists
   * @param end the offset after the last one that can be read
   */
  record LogBounds(String topicId, long beginning, long end) {}

  private record Found(String topic, String id) {}

  private static final Found MISSING = new Found("", "");

  private final Admin admin;

  public TopicMetadata(Admin admin) {
    this.admin = admin;
  }

  /** The ids of the existing topics by name. */
  public Uni<Map<String, String>> existing(Collection<String> topics) {
    List<Uni<Found>> lookups =
        topicIds(topics).entrySet().stream()
            .map(topic -> found(topic.getKey(), topic.getValue()))
            .toList();
    return Uni.join()
        .all(lookups)
        .andFailFast()
        .map(
            found ->
                found.stream()
                    .filter(topic -> topic != MISSING)
                    .collect(Collectors.toMap(Found::topic, Found::id)));
  }

  /** The id of a topic. Fails if it does not exist. */
  public Uni<String> topicId(String topic) {
    return topicIds(List.of(topic)).get(topic);
  }

  /** The ids of topics by name, from one request. The id of a missing topic fails. */
  Map<String, Uni<String>> topicIds(Collection<String> topics) {
    Map<String, Uni<String>> ids = new HashMap<>();
    admin
        .describeTopics(topics)
        .topicNameValues()
        .forEach(
            (topic, lookup) ->
                ids.put(topic, uni(lookup).map(description -> description.topicId().toString())));
    return ids;
  }

  /** The bounds of a partition's log. */
  Uni<LogBounds> bounds(TopicPartition partition) {
    return Uni.combine()
        .all()
        .unis(topicId(partition.topic()), offset(partition, OffsetSpec.earliest()), end(partition))
        .with(LogBounds::new);
  }

  /** The offset after the last one of a partition that can be read. */
  Uni<Long> end(TopicPartition partition) {
    return offset(partition, OffsetSpec.latest());
  }

  private Uni<Long> offset(TopicPartition partition, OffsetSpec which) {
    return uni(admin.listOffsets(Map.of(partition, which), COMMITTED).partitionResult(partition))
        .map(ListOffsetsResultInfo::offset);
  }

  private static Uni<Found> found(String topic, Uni<String> id) {
    return id.map(known -> new Found(topic, known))
        .onFailure(UnknownTopicOrPartitionException.class)
        .recoverWithItem(MISSING);
  }

  private static <T> Uni<T> uni(KafkaFuture<T> future) {
    return Uni.createFrom().completionStage(future::toCompletionStage);
  }
}
