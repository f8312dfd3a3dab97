package io.meanstream.persist.store;

import org.apache.kafka.common.TopicPartition;

/**
 * The position is no longer the one that a batch began at: the batch is dropped, nothing is lost.
 */
public final class StalePositionException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public StalePositionException(TopicPartition partition, String what) {
    super("%s: %s".formatted(partition, what));
  }
}
