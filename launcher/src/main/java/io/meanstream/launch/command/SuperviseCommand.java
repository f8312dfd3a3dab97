package io.meanstream.launch.command;

import io.meanstream.cluster.pipeline.Home;
import io.meanstream.cluster.supervisor.PipelineSupervisor;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code supervise}: the supervisor that {@code up} starts; hidden from users. */
@Command(name = "supervise", hidden = true, description = "Keep everything running.")
public final class SuperviseCommand implements Callable<Integer> {

  private final Home home;

  @Mixin private UpOptions options;

  public SuperviseCommand(Home home) {
    this.home = home;
  }

  @Override
  public Integer call() {
    new PipelineSupervisor(home, options.plan(home)).run();
    return 0;
  }
}
