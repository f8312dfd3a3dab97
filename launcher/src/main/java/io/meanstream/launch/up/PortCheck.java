package io.meanstream.launch.up;

import io.meanstream.cluster.Ports;
import io.meanstream.cluster.pipeline.LaunchPlan;
import io.meanstream.cluster.supervisor.PortOwner;
import io.meanstream.launch.Mistake;
import java.util.stream.Collectors;

/** Checks that the ports of a plan are free. */
public final class PortCheck {

  private PortCheck() {}

  /**
   * Returns normally if all ports of the plan are free.
   *
   * @throws Mistake that names the process behind each port in use
   */
  public static void refuse(LaunchPlan plan) {
    String taken =
        plan.ports().entrySet().stream()
            .filter(entry -> !Ports.isFree(entry.getValue()))
            .map(entry -> taken(entry.getKey(), entry.getValue()))
            .collect(Collectors.joining("; "));
    if (!taken.isEmpty()) {
      throw new Mistake(taken + ": stop it, or use other ports with --ports auto");
    }
  }

  private static String taken(String process, int port) {
    return "%s needs port %d, but %s is using it".formatted(process, port, PortOwner.of(port));
  }
}
