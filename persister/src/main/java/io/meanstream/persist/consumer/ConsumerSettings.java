package io.meanstream.persist.consumer;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** The settings of the Kafka clients: configured ones and fixed ones. */
public final class ConsumerSettings {

  private static final Map<String, Object> PROTOCOL =
      Map.ofEntries(
          Map.entry(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed"),
          Map.entry(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false),
          // every partition seeks to its position; a person must see that an offset is gone
          Map.entry(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none"),
          Map.entry(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false),
          // partitions that stay here keep running during a rebalance
          Map.entry(
              ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG,
              CooperativeStickyAssignor.class.getName()),
          // bytes, so that a malformed record becomes a reject like any other
          Map.entry(
              ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class.getName()),
          Map.entry(
              ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG,
              HeaderReadingDeserializer.class.getName()));

  /** A plan lists every reject of its batch and must fit into a 16 MiB document. */
  private static final int LARGEST_BATCH = 10_000;

  private ConsumerSettings() {}

  /** Settings of the consumer. */
  public static Map<String, Object> consumer(Map<String, Object> configured, String group) {
    Map<String, Object> settings = known(configured, ConsumerConfig.configNames());
    settings.putAll(PROTOCOL);
    settings.put(ConsumerConfig.GROUP_ID_CONFIG, group);
    settings.merge(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, LARGEST_BATCH, ConsumerSettings::least);
    return settings;
  }

  /** Settings of the admin client. */
  public static Map<String, Object> admin(Map<String, Object> configured) {
    Map<String, Object> settings = known(configured, AdminClientConfig.configNames());
    settings.putIfAbsent(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 10_000);
    settings.putIfAbsent(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, 5_000);
    return settings;
  }

  private static Object least(Object configured, Object most) {
    return Math.min(Integer.parseInt(configured.toString()), (Integer) most);
  }

  private static Map<String, Object> known(Map<String, Object> configured, Set<String> names) {
    Map<String, Object> settings = new HashMap<>(configured);
    settings.keySet().retainAll(names);
    return settings;
  }
}
