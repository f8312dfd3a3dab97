package io.meanstream.persist.consumer;

import com.mongodb.MongoException;
import io.meanstream.persist.store.PartitionBlockedException;
import java.util.Locale;
import org.apache.kafka.common.KafkaException;

/** What a failure comes from. */
enum FaultOrigin {
  /** The store. */
  STORE,
  /** A broker. */
  KAFKA,
  /** Something that only a person can put right, such as a position outside its log. */
  BLOCKED,
  /** Anything else. */
  OTHER;

  static FaultOrigin of(Throwable failure) {
    if (failure instanceof PartitionBlockedException) {
      return BLOCKED;
    }
    if (failure instanceof MongoException) {
      return STORE;
    }
    return failure instanceof KafkaException ? KAFKA : OTHER;
  }

  /** Its name in metrics. */
  String id() {
    return name().toLowerCase(Locale.ROOT);
  }
}
