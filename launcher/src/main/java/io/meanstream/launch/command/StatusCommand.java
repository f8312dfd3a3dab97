package io.meanstream.launch.command;

import io.meanstream.cluster.pipeline.Home;
import io.meanstream.cluster.supervisor.UpFolder;
import io.meanstream.launch.Mistake;
import io.meanstream.launch.show.Console;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code status}: shows the running stack. */
@Command(
    name = "status",
    description = "Show the running services, and how many rows are stored, rejected or in flight.")
public final class StatusCommand implements Callable<Integer> {

  private final Home home;
  private final Console console;

  @Mixin private FormatOption format;

  @Option(
      names = "--watch",
      paramLabel = "SECONDS",
      arity = "0..1",
      fallbackValue = "2",
      description = "Refresh at this interval until Ctrl-C (default: 2).")
  private Optional<Integer> watch = Optional.empty();

  public StatusCommand(Home home, Console console) {
    this.home = home;
    this.console = console;
  }

  @Override
  public Integer call() {
    watch.filter(seconds -> seconds < 1).ifPresent(StatusCommand::refuse);
    show();
    while (watch.isPresent() && pause(watch.get())) {
      console.clear();
      show();
    }
    return 0;
  }

  /** Returns false if the thread was interrupted. */
  private static boolean pause(int seconds) {
    LockSupport.parkNanos(Duration.ofSeconds(seconds).toNanos());
    return !Thread.currentThread().isInterrupted();
  }

  private static void refuse(int seconds) {
    throw new Mistake("--watch: %d is less than one second".formatted(seconds));
  }

  private void show() {
    new UpFolder(home)
        .current()
        .map(StatusReport::of)
        .orElse(StatusReport.NOTHING)
        .print(format.format, console);
  }
}
