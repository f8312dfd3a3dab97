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

/** {@code restart}: restarts a process. */
@Command(
    name = "restart",
    description = {
      "Stop a process cleanly and start it again; the others keep running.",
      "Also starts a crashed process."
    })
public final class RestartCommand implements Callable<Integer> {

  private static final Duration LOOK_AGAIN = Duration.ofMillis(200);
  private static final double LONGEST_SECONDS = 240;

  private final Home home;
  private final Console console;

  @Parameters(
      paramLabel = "PROCESS",
      description = "For example kafka-2: './meanstream status' shows all.")
  private String name;

  public RestartCommand(Home home, Console console) {
    this.home = home;
    this.console = console;
  }

  @Override
  public Integer call() {
    UpState state = RunningStack.of(home).state();
    int restarts = process(state).restarts();
    Pause whileUp = state.whileUp();
    Stage stage = console.stage("restart");
    new UpFolder(home).askRestart(name);
    ProcessState now = process(state);
    while (now.restarts() == restarts || !now.isUp()) {
      if (now.restarts() > restarts && now.isCrashed()) {
        throw new Failure(now.crashMessage());
      }
      if (stage.seconds() > LONGEST_SECONDS) {
        throw new Failure("%s is not up yet, see './meanstream logs %s'".formatted(name, name));
      }
      stage.update("%s is %s".formatted(name, now.state()));
      whileUp.pause(LOOK_AGAIN);
      now = process(RunningStack.of(home).state());
    }
    stage.done(name + " is up");
    return 0;
  }

  private ProcessState process(UpState state) {
    return state
        .process(name)
        .orElseThrow(
            () ->
                new Mistake(
                    "no process is named %s; known: %s"
                        .formatted(
                            name,
                            state.processes().stream()
                                .map(ProcessState::name)
                                .collect(Collectors.joining(", ")))));
  }
}
