package io.meanstream.schedule.batch;

import java.util.List;
import java.util.concurrent.CompletionStage;

/** A process of the batch, which ends with this one. Safe for use by several threads. */
public interface BatchProcess {

  /** Its exit code, when it ends. */
  CompletionStage<Integer> exit();

  /** Asks it to end, by SIGTERM. */
  void terminate();

  /** Ends it and whatever runs below it, by SIGKILL. */
  void kill();

  /** The last lines that it has said. */
  List<String> lastLines();

  /**
   * Clears away what it leaves behind; it has ended.
   *
   * @param keepLog whether somebody may want to read what it said
   */
  void clear(boolean keepLog);
}
