package io.meanstream.cluster.pipeline;

import java.time.Duration;

/** The wait between two polls. */
public interface Pause {

  /** Returns after this time, or throws if there is nothing left to wait for. */
  void pause(Duration time);
}
