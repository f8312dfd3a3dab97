package io.meanstream.launch.command;

import io.meanstream.cluster.pipeline.Home;
import io.meanstream.cluster.pipeline.Pause;
import io.meanstream.cluster.supervisor.ProcessState;
import io.meanstream.cluster.supervisor.UpFolder;
import io.meanstream.cluster.supervisor.UpState;
import io.meanstream.launch.Failure;
import io.meanstream.launch.Mistake;
import io.meanstream.launch.show.Console;
import io.meanstream.launch.show.Stage;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code restart}: ends a part and starts it again. */
@Command(
    name = "restart",
    description = {
      "Stop a part in an orderly way and start it again; the others go on.",
      "Also starts one that was left because it ended at once too often."
    })
public final class RestartCommand implements Callable<Integer> {

  private static final Duration LOOK_AGAIN = Duration.ofMillis(200);
  private static final double LONGEST_SECONDS = 240;

  private final Home home;
  private final Console console;

  @Parameters(
      paramLabel = "PART",
      description = "For example kafka-2: './meanstream status' shows all.")
  private String name;

  public RestartCommand(Home home, Console console) {
    this.home = home;
    this.console = console;
  }

  @Override
  public Integer call() {
    UpState state = RunningStack.of(home).state();
    int restarts = part(state).restarts();
    Pause whileUp = state.whileUp();
    Stage stage = console.stage("restart");
    new UpFolder(home).askRestart(name);
    ProcessState now = part(state);
    while (now.restarts() == restarts || !now.isUp()) {
      if (now.restarts() > restarts && now.isLeft()) {
        throw new Failure(now.whyLeft());
      }
      if (stage.seconds() > LONGEST_SECONDS) {
        throw new Failure("%s is not up yet, see './meanstream logs %s'".formatted(name, name));
      }
      stage.update("%s is %s".formatted(name, now.state()));
      whileUp.pause(LOOK_AGAIN);
      now = part(RunningStack.of(home).state());
    }
    stage.done(name + " is up");
    return 0;
  }

  private ProcessState part(UpState state) {
    return state
        .part(name)
        .orElseThrow(
            () ->
                new Mistake(
                    "no part is named %s; there are: %s"
                        .formatted(
                            name,
                            state.parts().stream()
                                .map(ProcessState::name)
                                .collect(Collectors.joining(", ")))));
  }
}
