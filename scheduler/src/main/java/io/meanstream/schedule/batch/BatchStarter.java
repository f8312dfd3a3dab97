package io.meanstream.schedule.batch;

import io.meanstream.schedule.run.Run;
import java.io.IOException;

/** Starts batch processes. */
public interface BatchStarter {

  /** Removes files left by an earlier scheduler's processes. None of those can still be running. */
  void clearOld();

  /**
   * Starts the process of a run without waiting for it.
   *
   * @throws IOException if the process cannot be started
   */
  BatchProcess start(Run run) throws IOException;
}
