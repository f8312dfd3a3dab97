package io.meanstream.ingest.kafka;

import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.InvalidConfigurationException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.UnsupportedVersionException;

/** Tells apart what goes wrong with Kafka. */
public final class KafkaFaults {

  private KafkaFaults() {}

  /** The fault of Kafka in what a channel throws once it has given up; otherwise what it throws. */
  static RuntimeException behind(RuntimeException thrown) {
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      if (cause instanceof KafkaException fault) {
        return fault;
      }
    }
    return thrown;
  }

  /** Whether trying again would end the same way, so that somebody has to look at it. */
  public static boolean isPermanent(KafkaException fault) {
    for (Throwable cause = fault; cause != null; cause = cause.getCause()) {
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

  /** Whether the thread was told to end. */
  public static boolean isInterrupt(KafkaException fault) {
    for (Throwable cause = fault; cause != null; cause = cause.getCause()) {
      if (cause instanceof InterruptException || cause instanceof InterruptedException) {
        return true;
      }
    }
    return false;
  }
}
