package io.meanstream.persist.consumer;

import com.mongodb.MongoException;
import io.meanstream.persist.store.PartitionBlockedException;
import org.apache.kafka.common.KafkaException;

/** Says in one line why something waits. */
final class Reason {

  private Reason() {}

  static String of(Throwable failure) {
    if (failure instanceof PartitionBlockedException) {
      return failure.getMessage();
    }
    return "%s: %s".formatted(who(failure), failure.getMessage());
  }

  private static String who(Throwable failure) {
    if (failure instanceof MongoException) {
      return "the store";
    }
    if (failure instanceof KafkaException) {
      return "Kafka";
    }
    return failure.getClass().getSimpleName();
  }
}
