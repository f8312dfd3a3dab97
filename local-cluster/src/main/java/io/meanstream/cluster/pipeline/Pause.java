package io.meanstream.cluster.pipeline;

import java.time.Duration;

/** Lets time pass between two looks at something that is under way. */
public interface Pause {

  /** Returns after this time, or throws because there is nothing to wait for any more. */
  void pause(Duration time);
}
