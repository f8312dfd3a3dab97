package io.meanstream.ingest.run;

import io.meanstream.ingest.kafka.KafkaFaults;
import java.util.function.Supplier;
import org.apache.kafka.common.KafkaException;
import org.jboss.logging.Logger;

/** Tries again, with growing pauses, while Kafka cannot be reached. */
final class Retry {

  private static final Logger LOG = Logger.getLogger(Retry.class);

  private final Stop stop;

  Retry(Stop stop) {
    this.stop = stop;
  }

  /**
   * What an action gives once it succeeds.
   *
   * @param name of the action, for the log
   * @throws KafkaException if Kafka refuses for good
   * @throws StoppedException if the process ends first
   */
  <T> T get(String name, Supplier<T> action) throws StoppedException {
    Backoff backoff = new Backoff();
    while (true) {
      stop.check();
      try {
        return action.get();
      } catch (KafkaException e) {
        if (KafkaFaults.isInterrupt(e)) {
          throw new StoppedException();
        }
        if (KafkaFaults.isPermanent(e)) {
          throw e;
        }
        LOG.warnf("action=%s is tried again after: %s", name, e);
      }
      stop.pause(backoff.next());
    }
  }

  /** As {@link #get}, for what gives nothing. */
  void run(String name, Runnable action) throws StoppedException {
    get(
        name,
        () -> {
          action.run();
          return name;
        });
  }
}
