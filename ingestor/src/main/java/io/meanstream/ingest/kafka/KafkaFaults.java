package io.meanstream.ingest.kafka;

import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.InvalidConfigurationException;
import org.apache.kafka.common.errors.InvalidReplicationFactorException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.UnsupportedVersionException;

/** Classifies Kafka errors. */
public final class KafkaFaults {

  private KafkaFaults() {}

  /** The Kafka error that caused a channel's exception; otherwise the exception itself. */
  static RuntimeException behind(RuntimeException thrown) {
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      if (cause instanceof KafkaException fault) {
        return fault;
      }
    }
    return thrown;
  }

  /** Whether a retry would fail in the same way, so that an operator has to act. */
  public static boolean isPermanent(KafkaException fault) {
    for (Throwable cause = fault; cause != null; cause = cause.getCause()) {
      if (cause instanceof InvalidReplicationFactorException) {
        // a subclass of a permanent error, but the missing brokers may still be starting
        return false;
      }
      if (cause instanceof AuthorizationException
          || cause instanceof AuthenticationException
          || cause instanceof InvalidConfigurationException
          || cause instanceof InvalidTopicException
          || cause instanceof RecordTooLargeException
          || cause instanceof SerializationException
          || cause instanceof UnsupportedVersionException) {
        return true;
      }
    }
    return false;
  }

  /** Whether the thread was interrupted. */
  public static boolean isInterrupt(KafkaException fault) {
    for (Throwable cause = fault; cause != null; cause = cause.getCause()) {
      if (cause instanceof InterruptException || cause instanceof InterruptedException) {
        return true;
      }
    }
    return false;
  }
}
