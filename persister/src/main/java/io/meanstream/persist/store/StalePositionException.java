package io.meanstream.persist.store;

import org.apache.kafka.common.TopicPartition;

/** The position changed since the batch began. The batch is dropped; nothing is lost. */
public final class StalePositionException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public StalePositionException(TopicPartition partition, String what) {
    super("%s: %s".formatted(partition, what));
  }
}
