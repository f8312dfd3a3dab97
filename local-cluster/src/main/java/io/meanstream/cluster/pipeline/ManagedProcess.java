package io.meanstream.cluster.pipeline;

import io.meanstream.cluster.Child;
import io.meanstream.cluster.StartException;
import java.nio.file.Path;

/** A process of the pipeline: how to start it, and how to tell that it takes requests. */
public interface ManagedProcess {

  /** For example {@code ingestor}, or {@code kafka-1}. */
  String name();

  /** Where it is reached. */
  String url();

  /** The file that it writes to. */
  Path log();

  /**
   * Starts the process; it may be called again when that has ended.
   *
   * @throws StartException if it cannot be started
   */
  Child launch();

  /**
   * Waits until a process that was launched takes requests.
   *
   * @throws StartException if it ends first, or takes too long
   */
  void awaitReady(Child child);
}
