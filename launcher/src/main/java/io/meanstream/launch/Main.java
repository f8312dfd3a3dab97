package io.meanstream.launch;

import io.meanstream.cluster.pipeline.Home;
import io.meanstream.launch.command.Commands;
import io.meanstream.launch.show.Console;

/** The {@code ./meanstream} command. */
public final class Main {

  private Main() {}

  /** Ends the JVM with 0 for done, 1 for failed, 2 for a user's mistake. */
  public static void main(String[] args) {
    System.exit(Commands.run(Home.ofProcess(), Console.ofProcess(), args));
  }
}
