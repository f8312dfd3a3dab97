package io.meanstream.launch.demo;

import io.meanstream.cluster.pipeline.ManagedProcess;
import io.meanstream.cluster.pipeline.ProcessGroup;
import io.meanstream.launch.show.Stage;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;

/** Shows which parts are up and which are waited for. */
final class Waiting {

  private final Stage stage;
  private final Set<String> waitedFor = new ConcurrentSkipListSet<>();
  private final Set<String> up = new ConcurrentSkipListSet<>();

  Waiting(Stage stage) {
    this.stage = stage;
  }

  /** Starts parts and does not wait for them. */
  void start(ProcessGroup stack, List<ManagedProcess> parts) {
    parts.stream().map(ManagedProcess::name).forEach(waitedFor::add);
    stage.update(toString());
    stack.start(parts, this::ready);
  }

  /** The names of the parts that are up. */
  String up() {
    return String.join(", ", up);
  }

  @Override
  public String toString() {
    return up.isEmpty()
        ? "waiting for " + String.join(", ", waitedFor)
        : "%s; waiting for %s".formatted(up(), String.join(", ", waitedFor));
  }

  private void ready(ManagedProcess part) {
    waitedFor.remove(part.name());
    up.add(part.name());
    stage.update(toString());
  }
}
