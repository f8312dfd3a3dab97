package io.meanstream.launch.command;

import io.meanstream.cluster.pipeline.Home;
import io.meanstream.cluster.supervisor.LogFiles;
import io.meanstream.cluster.supervisor.UpFolder;
import io.meanstream.launch.Mistake;
import io.meanstream.launch.show.Console;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code logs}: shows the last lines of logs. */
@Command(name = "logs", description = "Show the last log lines of one process or of all.")
public final class LogsCommand implements Callable<Integer> {

  private final Home home;
  private final Console console;

  @Parameters(
      arity = "0..1",
      paramLabel = "PROCESS",
      description = "For example ingestor, or supervisor for restarts (default: all).")
  private String service;

  @Option(
      names = "--lines",
      paramLabel = "N",
      defaultValue = "50",
      description = "How many lines of each log (default: ${DEFAULT-VALUE}).")
  private int lines;

  public LogsCommand(Home home, Console console) {
    this.home = home;
    this.console = console;
  }

  @Override
  public Integer call() {
    Map<String, Path> logs = LogFiles.below(new UpFolder(home).data());
    if (service == null) {
      logs.values().forEach(this::printWithPath);
    } else if (logs.containsKey(service)) {
      LogFiles.last(logs.get(service), lines).forEach(console::print);
    } else {
      throw new Mistake(
          logs.isEmpty()
              ? "no log of %s: nothing was started yet".formatted(service)
              : "no log of %s; known: %s".formatted(service, String.join(", ", logs.keySet())));
    }
    return 0;
  }

  private void printWithPath(Path log) {
    console.print("==> " + log);
    LogFiles.last(log, lines).forEach(console::print);
    console.print("");
  }
}
