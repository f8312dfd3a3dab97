package io.meanstream.persist.consumer;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/** What waits, and why; safe for use by several threads. */
public final class PauseReasons {

  private static final Logger LOG = Logger.getLogger(PauseReasons.class);

  private final Map<String, String> reasons = new ConcurrentHashMap<>();

  /** Something waits from now on, or for another reason than before. */
  public void hold(String what, String why) {
    if (!why.equals(reasons.put(what, why))) {
      LOG.warnf("held %s: %s", what, why);
    }
  }

  /** It goes on. */
  public void release(String what) {
    if (reasons.remove(what) != null) {
      LOG.infof("released %s", what);
    }
  }

  /** The reasons by what waits. */
  public Map<String, String> reasons() {
    return new TreeMap<>(reasons);
  }
}
