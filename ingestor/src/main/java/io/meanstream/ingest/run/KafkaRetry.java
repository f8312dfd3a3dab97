package io.meanstream.ingest.run;

import io.meanstream.ingest.kafka.KafkaFaults;
import java.util.function.Supplier;
import org.apache.kafka.common.KafkaException;
import org.jboss.logging.Logger;

/** Retries an action with backoff while Kafka is unreachable. */
final class KafkaRetry {

  private static final Logger LOG = Logger.getLogger(KafkaRetry.class);

  private final ShutdownSignal shutdown;
  private final IngestMetrics metrics;

  KafkaRetry(TransferContext context) {
    this.shutdown = context.shutdown();
    this.metrics = context.metrics();
  }

  /**
   * Returns the action's result once it succeeds.
   *
   * @param name of the action, for the log
   * @throws KafkaException if Kafka's error is permanent
   * @throws ShutdownException if the process shuts down first
   */
  <T> T get(String name, Supplier<T> action) throws ShutdownException {
    RetryBackoff backoff = new RetryBackoff();
    while (true) {
      shutdown.check();
      try {
        return action.get();
      } catch (KafkaException e) {
        rethrowUnlessRetriable(e);
        metrics.kafkaFailed();
        LOG.warnf("action=%s failed and will be retried: %s", name, e);
      }
      shutdown.pause(backoff.next());
    }
  }

  /** Like {@link #get}, for an action without a result. */
  void run(String name, Runnable action) throws ShutdownException {
    get(
        name,
        () -> {
          action.run();
          return name;
        });
  }

  /**
   * Returns if a retry may succeed.
   *
   * @throws KafkaException if the error is permanent
   * @throws ShutdownException if the thread was interrupted
   */
  static void rethrowUnlessRetriable(KafkaException fault) throws ShutdownException {
    if (KafkaFaults.isInterrupt(fault)) {
      throw new ShutdownException();
    }
    if (KafkaFaults.isPermanent(fault)) {
      throw fault;
    }
  }
}
