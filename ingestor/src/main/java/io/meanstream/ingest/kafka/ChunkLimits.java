package io.meanstream.ingest.kafka;

import java.time.Duration;

/**
 * The limits of one transaction, which a single row may exceed.
 *
 * @param rows of the source
 * @param bytes of records
 * @param time between its first row and its commit
 */
public record ChunkLimits(int rows, long bytes, Duration time) {

  public ChunkLimits {
    if (rows < 1 || bytes < 1 || time.isNegative() || time.isZero()) {
      throw new IllegalArgumentException(
          "meanstream.ingestor.chunk-rows, chunk-bytes and chunk-time must be above 0");
    }
  }

  /**
   * These limits, if a transaction of theirs ends before Kafka aborts it.
   *
   * @throws IllegalArgumentException if it may not
   */
  public ChunkLimits withinTransactions() {
    if (time.compareTo(RowProducers.TRANSACTION_TIMEOUT.dividedBy(2)) > 0) {
      throw new IllegalArgumentException(
          "meanstream.ingestor.chunk-time: %s is more than half of the %s that Kafka waits"
              .formatted(time, RowProducers.TRANSACTION_TIMEOUT));
    }
    return this;
  }
}
