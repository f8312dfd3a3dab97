package io.meanstream.cluster.pipeline;

import io.meanstream.cluster.Child;
import io.meanstream.cluster.StartException;
import java.nio.file.Path;

/** A process of the pipeline that can be started, restarted and checked for readiness. */
public interface ManagedProcess {

  /** For example {@code ingestor}, or {@code kafka-1}. */
  String name();

  /** The address that it listens on. */
  String url();

  /** Its log file. */
  Path log();

  /**
   * Starts the process. May be called again once it has ended.
   *
   * @throws StartException if it cannot be started
   */
  Child launch();

  /**
   * Waits until a launched process is ready.
   *
   * @throws StartException if it ends first, or takes too long
   */
  void awaitReady(Child child);
}
