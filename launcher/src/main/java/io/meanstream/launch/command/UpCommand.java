package io.meanstream.launch.command;

import io.meanstream.cluster.pipeline.Home;
import io.meanstream.cluster.pipeline.LaunchPlan;
import io.meanstream.cluster.pipeline.Service;
import io.meanstream.cluster.supervisor.UpFolder;
import io.meanstream.cluster.supervisor.UpState;
import io.meanstream.launch.Mistake;
import io.meanstream.launch.show.Console;
import io.meanstream.launch.up.KafkaDataCheck;
import io.meanstream.launch.up.PortCheck;
import io.meanstream.launch.up.SupervisorLauncher;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code up}: starts everything in the background. */
@Command(
    name = "up",
    description = {
      "Start everything in the background, and restart processes that end.",
      "Data ingested before is kept. './meanstream down' stops everything."
    })
public final class UpCommand implements Callable<Integer> {

  private final Home home;
  private final Console console;

  @Mixin private UpOptions options;
  @Mixin private FormatOption format;

  public UpCommand(Home home, Console console) {
    this.home = home;
    this.console = console;
  }

  @Override
  public Integer call() {
    UpFolder folder = new UpFolder(home);
    folder.current().ifPresent(UpCommand::refuse);
    LaunchPlan plan = options.plan(home);
    new DefinitionsFolder(plan.datasets()).catalog();
    KafkaDataCheck.refuseOther(plan);
    if (!options.isAuto()) {
      PortCheck.refuse(plan);
    }
    List<String> arguments = new ArrayList<>(List.of("supervise"));
    arguments.addAll(options.arguments(home));
    UpState state = new SupervisorLauncher(home, folder, console).run(arguments);
    StatusReport.of(state).print(format.format, console);
    for (Service service : options.without()) {
      console.note("Run %s with: %s".formatted(service, DevMode.of(service, state, home)));
    }
    return 0;
  }

  private static void refuse(UpState state) {
    throw new Mistake(
        "Meanstream is already up, see './meanstream status'; './meanstream down' stops it (supervisor: %d)"
            .formatted(state.supervisor().pid()));
  }
}
