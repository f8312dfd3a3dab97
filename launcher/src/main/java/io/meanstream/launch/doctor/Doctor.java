package io.meanstream.launch.doctor;

import io.meanstream.cluster.pipeline.Home;
import io.meanstream.cluster.pipeline.LaunchPlan;
import io.meanstream.cluster.supervisor.UpState;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Checks everything that Meanstream needs on this machine. Changes nothing. */
public final class Doctor {

  private Doctor() {}

  /**
   * Runs all checks.
   *
   * @param plan what {@code up} would start
   * @param state the running stack
   */
  public static List<Finding> examine(Home home, LaunchPlan plan, Optional<UpState> state) {
    Path launcher = home.checkout().resolve("launcher/target/launcher.jar");
    Machine machine = Machine.ofProcess(home.state(), launcher);
    Build build = new Build(home, plan.datasets());
    List<Finding> findings =
        new ArrayList<>(
            List.of(
                machine.jdk(),
                machine.memory(),
                machine.disk(home.state()),
                machine.clock(),
                build.spark(),
                build.definitions()));
    findings.addAll(state.map(Processes::whileUp).orElseGet(() -> Processes.beforeStart(plan)));
    return findings;
  }
}
