package io.meanstream.persist.consumer;

import java.util.Map;
import org.apache.kafka.clients.admin.DescribeTopicsResult;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;

/** What brokers reply about topics, by name. A class, since Kafka's constructor is protected. */
final class DescribedTopics extends DescribeTopicsResult {
  DescribedTopics(Map<String, KafkaFuture<TopicDescription>> byName) {
    super(null, byName);
  }
}
