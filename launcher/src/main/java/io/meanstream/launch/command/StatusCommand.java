package io.meanstream.launch.command;

import io.meanstream.cluster.pipeline.Home;
import io.meanstream.cluster.supervisor.UpFolder;
import io.meanstream.launch.show.Console;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code status}: shows the running stack. */
@Command(
    name = "status",
    description = "Show what is up, and how many rows were stored, rejected or are in flight.")
public final class StatusCommand implements Callable<Integer> {

  private final Home home;
  private final Console console;

  @Mixin private FormatOption format;

  public StatusCommand(Home home, Console console) {
    this.home = home;
    this.console = console;
  }

  @Override
  public Integer call() {
    new UpFolder(home)
        .current()
        .map(StatusReport::of)
        .orElse(StatusReport.NOTHING)
        .print(format.format, console);
    return 0;
  }
}
