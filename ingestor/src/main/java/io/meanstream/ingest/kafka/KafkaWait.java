package io.meanstream.ingest.kafka;

import java.util.concurrent.ExecutionException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.InterruptException;

/** Waits for Kafka's reply on a worker thread. */
final class KafkaWait {

  private KafkaWait() {}

  /**
   * Returns the result.
   *
   * @throws KafkaException if the call failed
   */
  static <T> T on(KafkaFuture<T> future) {
    try {
      return future.get();
    } catch (InterruptedException e) {
      throw new InterruptException(e);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof KafkaException cause ? cause : new KafkaException(e.getCause());
    }
  }
}
