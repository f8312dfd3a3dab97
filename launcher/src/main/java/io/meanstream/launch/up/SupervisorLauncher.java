package io.meanstream.launch.up;

import io.meanstream.cluster.pipeline.Home;
import io.meanstream.cluster.supervisor.DetachedProcess;
import io.meanstream.cluster.supervisor.ProcessState;
import io.meanstream.cluster.supervisor.UpFolder;
import io.meanstream.cluster.supervisor.UpState;
import io.meanstream.launch.Failure;
import io.meanstream.launch.Main;
import io.meanstream.launch.show.Console;
import io.meanstream.launch.show.Stage;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** Starts the supervisor and shows its progress until everything is up. */
public final class SupervisorLauncher {

  private static final long LOOK_AGAIN_MILLIS = 200;

  private final Home home;
  private final UpFolder folder;
  private final Console console;

  public SupervisorLauncher(Home home, UpFolder folder, Console console) {
    this.home = home;
    this.folder = folder;
    this.console = console;
  }

  /**
   * Waits until everything is up and returns the state. If this process ends first, the supervisor
   * ends too.
   *
   * @param arguments for the launcher that runs as the supervisor
   * @throws Failure if a process does not come up; everything is stopped then
   */
  public UpState run(List<String> arguments) {
    Stage stage = console.stage("start");
    Process supervisor =
        DetachedProcess.start(Main.class, home, arguments, folder.log("supervisor"));
    Thread giveUp = new Thread(supervisor::destroy, "give-up");
    Runtime.getRuntime().addShutdownHook(giveUp);
    Optional<UpState> state = Optional.empty();
    while (!state.map(UpState::up).orElse(false)) {
      if (hasEnded(supervisor)) {
        stage.abandon();
        throw new Failure(reason(supervisor));
      }
      state = stateOf(supervisor);
      state.ifPresent(it -> stage.update(progress(it)));
    }
    Runtime.getRuntime().removeShutdownHook(giveUp);
    stage.done(summary(state.orElseThrow()));
    return state.orElseThrow();
  }

  private static String summary(UpState state) {
    String later = waitedFor(state);
    return "%s; the store is %s"
        .formatted(
            later.isEmpty() ? "everything is up" : "up, but still starting: " + later,
            state.store());
  }

  private Optional<UpState> stateOf(Process supervisor) {
    return folder.lastState().filter(it -> it.supervisor().pid() == supervisor.pid());
  }

  private String reason(Process supervisor) {
    return stateOf(supervisor)
        .flatMap(UpState::error)
        .orElse("the supervisor has ended, see " + folder.log("supervisor"));
  }

  private static String progress(UpState state) {
    return "waiting for " + waitedFor(state);
  }

  private static String waitedFor(UpState state) {
    return state.processes().stream()
        .filter(process -> !process.isUp())
        .map(ProcessState::name)
        .collect(Collectors.joining(", "));
  }

  private static boolean hasEnded(Process process) {
    try {
      return process.waitFor(LOOK_AGAIN_MILLIS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Failure("interrupted", e);
    }
  }
}
