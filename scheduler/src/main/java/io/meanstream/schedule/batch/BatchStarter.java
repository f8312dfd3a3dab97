package io.meanstream.schedule.batch;

import io.meanstream.schedule.run.Run;
import java.io.IOException;

/** Starts the batch. */
public interface BatchStarter {

  /** Clears away what processes of an earlier scheduler have left; none is there any more. */
  void clearOld();

  /**
   * Starts the process of a run and returns at once.
   *
   * @throws IOException if there is none to be started; the message says why
   */
  BatchProcess start(Run run) throws IOException;
}
