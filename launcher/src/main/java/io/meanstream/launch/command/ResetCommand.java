package io.meanstream.launch.command;

import io.meanstream.cluster.pipeline.Home;
import io.meanstream.cluster.supervisor.UpFolder;
import io.meanstream.launch.Mistake;
import io.meanstream.launch.show.Console;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code reset}: removes what {@code up} keeps. */
@Command(
    name = "reset",
    description = {
      "Remove everything that was ingested, and the logs.",
      "A MongoDB that MEANSTREAM_MONGODB_URI names is left as it is."
    })
public final class ResetCommand implements Callable<Integer> {

  private final Home home;
  private final Console console;

  @Option(names = "--yes", description = "Really do it.")
  private boolean yes;

  public ResetCommand(Home home, Console console) {
    this.home = home;
    this.console = console;
  }

  @Override
  public Integer call() {
    UpFolder folder = new UpFolder(home);
    if (folder.current().isPresent()) {
      throw new Mistake("it is up: stop it with './meanstream down' first");
    }
    if (!yes) {
      throw new Mistake("this removes all data in %s: say so with --yes".formatted(folder.data()));
    }
    folder.reset();
    console.note("Removed " + folder.data() + ".");
    return 0;
  }
}
