package io.meanstream.launch.demo;

import io.meanstream.cluster.pipeline.ManagedProcess;
import io.meanstream.cluster.pipeline.ProcessGroup;
import io.meanstream.launch.show.Stage;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;

/** Shows which processes are up and which are still starting. */
final class StartupProgress {

  private final Stage stage;
  private final Set<String> waitedFor = new ConcurrentSkipListSet<>();
  private final Set<String> up = new ConcurrentSkipListSet<>();

  StartupProgress(Stage stage) {
    this.stage = stage;
  }

  /** Starts processes without waiting for them. */
  void start(ProcessGroup stack, List<ManagedProcess> processes) {
    processes.stream().map(ManagedProcess::name).forEach(waitedFor::add);
    stage.update(toString());
    stack.start(processes, this::ready);
  }

  /** The names of the processes that are up. */
  String up() {
    return String.join(", ", up);
  }

  @Override
  public String toString() {
    return up.isEmpty()
        ? "waiting for " + String.join(", ", waitedFor)
        : "%s; waiting for %s".formatted(up(), String.join(", ", waitedFor));
  }

  private void ready(ManagedProcess process) {
    waitedFor.remove(process.name());
    up.add(process.name());
    stage.update(toString());
  }
}
