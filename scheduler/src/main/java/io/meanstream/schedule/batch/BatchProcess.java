package io.meanstream.schedule.batch;

import java.util.List;
import java.util.concurrent.CompletionStage;

/** A batch process. It never outlives this JVM. Thread-safe. */
public interface BatchProcess {

  /** Completes with the exit code. */
  CompletionStage<Integer> exit();

  /** Sends SIGTERM. */
  void terminate();

  /** Sends SIGKILL to the process and its descendants. */
  void kill();

  /** The last lines of its output. */
  List<String> lastLines();

  /**
   * Removes its files once it has exited.
   *
   * @param keepLog whether to keep the log
   */
  void clear(boolean keepLog);
}
