package io.meanstream.persist.consumer;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/** Which partitions and clients are paused, and why. Thread-safe. */
public final class PauseReasons {

  private static final Logger LOG = Logger.getLogger(PauseReasons.class);

  private final Map<String, String> reasons = new ConcurrentHashMap<>();

  /** Records that something is paused because of a failure. Logs each new reason once. */
  void paused(String what, Throwable failure) {
    String reason = describe(failure);
    if (!reason.equals(reasons.put(what, reason))) {
      LOG.warnf("paused %s: %s", what, reason);
    }
  }

  /** Records that something continues. */
  void resumed(String what) {
    if (reasons.remove(what) != null) {
      LOG.infof("resumed %s", what);
    }
  }

  /** The reasons by what is paused. */
  public Map<String, String> all() {
    return new TreeMap<>(reasons);
  }

  private static String describe(Throwable failure) {
    String message = failure.getMessage();
    return switch (FaultOrigin.of(failure)) {
      case BLOCKED -> message;
      case STORE -> "the store: " + message;
      case KAFKA -> "Kafka: " + message;
      case OTHER -> failure.getClass().getSimpleName() + ": " + message;
    };
  }
}
