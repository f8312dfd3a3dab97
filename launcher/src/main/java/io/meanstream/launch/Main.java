package io.meanstream.launch;

import io.meanstream.cluster.pipeline.Home;
import io.meanstream.launch.command.Commands;
import io.meanstream.launch.show.Console;
import java.util.Locale;

/** The {@code ./meanstream} command. */
public final class Main {

  private Main() {}

  /** Ends the JVM with 0 for done, 1 for failed, 2 for a user's mistake. */
  public static void main(String[] args) {
    // some locales have digits of their own, which neither addresses nor SQL may have
    Locale.setDefault(Locale.ROOT);
    System.exit(Commands.run(Home.ofProcess(), Console.ofProcess(), args));
  }
}
