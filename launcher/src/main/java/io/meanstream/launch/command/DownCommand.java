package io.meanstream.launch.command;

import io.meanstream.cluster.pipeline.Home;
import io.meanstream.cluster.supervisor.UpFolder;
import io.meanstream.cluster.supervisor.UpState;
import io.meanstream.launch.Failure;
import io.meanstream.launch.show.Console;
import io.meanstream.launch.show.Stage;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import picocli.CommandLine.Command;

/** {@code down}: stops the running stack. */
@Command(name = "down", description = "Stop everything. Ingested data is kept.")
public final class DownCommand implements Callable<Integer> {

  private static final long LONGEST_SECONDS = 60;

  private final Home home;
  private final Console console;

  public DownCommand(Home home, Console console) {
    this.home = home;
    this.console = console;
  }

  @Override
  public Integer call() {
    Optional<UpState> state = new UpFolder(home).current();
    if (state.isEmpty()) {
      console.note("Nothing is up.");
    } else {
      Stage stage = console.stage("stop");
      state.get().supervisor().handle().ifPresent(DownCommand::stop);
      stage.done("everything is down");
    }
    return 0;
  }

  /** All child processes end with the supervisor, even if it has to be killed. */
  private static void stop(ProcessHandle supervisor) {
    supervisor.destroy();
    try {
      supervisor.onExit().get(LONGEST_SECONDS, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      supervisor.destroyForcibly();
      supervisor.onExit().join();
    } catch (ExecutionException | InterruptedException e) {
      throw new Failure("cannot wait for the supervisor's end: " + e, e);
    }
  }
}
