package io.meanstream.ingest;

import java.util.concurrent.ThreadFactory;

/** Makes threads that do not keep the process alive. */
public final class DaemonThreads {

  private DaemonThreads() {}

  /** A factory whose threads all have this name. */
  public static ThreadFactory named(String name) {
    return worker -> {
      Thread thread = new Thread(worker, name);
      thread.setDaemon(true);
      return thread;
    };
  }
}
