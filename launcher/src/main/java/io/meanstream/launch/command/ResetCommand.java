package io.meanstream.launch.command;

import io.meanstream.cluster.pipeline.Home;
import io.meanstream.cluster.supervisor.UpFolder;
import io.meanstream.launch.Mistake;
import io.meanstream.launch.show.Console;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code reset}: removes the data of {@code up}. */
@Command(
    name = "reset",
    description = {
      "Remove all ingested data and the logs.",
      "Data in the MongoDB of MEANSTREAM_MONGODB_URI stays."
    })
public final class ResetCommand implements Callable<Integer> {

  private final Home home;
  private final Console console;

  @Option(names = "--yes", description = "Confirm the removal.")
  private boolean yes;

  public ResetCommand(Home home, Console console) {
    this.home = home;
    this.console = console;
  }

  @Override
  public Integer call() {
    UpFolder folder = new UpFolder(home);
    if (folder.current().isPresent()) {
      throw new Mistake("Meanstream is up: stop it with './meanstream down' first");
    }
    if (!yes) {
      throw new Mistake("this removes all data in %s: confirm with --yes".formatted(folder.data()));
    }
    folder.reset();
    console.note("Removed " + folder.data() + ".");
    return 0;
  }
}
