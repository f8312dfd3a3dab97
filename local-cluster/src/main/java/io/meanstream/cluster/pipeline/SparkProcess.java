package io.meanstream.cluster.pipeline;

import io.meanstream.cluster.Child;
import io.meanstream.cluster.ChildCommand;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * A process of Spark's cluster.
 *
 * @param ready the log line that tells it is ready
 * @param command creates the command for each start
 */
record SparkProcess(String name, String url, String ready, Path log, Supplier<ChildCommand> command)
    implements ManagedProcess {

  private static final Duration START = Duration.ofMinutes(3);

  @Override
  public Child launch() {
    return command.get().start();
  }

  @Override
  public void awaitReady(Child child) {
    child.awaitLine(ready, START);
  }
}
