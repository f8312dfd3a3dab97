package io.meanstream.launch.command;

import java.util.Locale;
import picocli.CommandLine.Option;

/** The store that a command starts with. */
final class StoreOption {

  private enum StoreChoice {
    /** A server that is there already, else one in memory. */
    AUTO,
    /** A MongoDB from the Internet. */
    DOWNLOAD;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  @Option(
      names = "--store",
      paramLabel = "STORE",
      defaultValue = "auto",
      description = {
        "auto: the MongoDB that MEANSTREAM_MONGODB_URI names, else a mongod that is installed, else a"
            + " server in memory;",
        "download: a MongoDB fetched from the Internet (default: auto)."
      })
  private StoreChoice choice;

  boolean download() {
    return choice == StoreChoice.DOWNLOAD;
  }

  /** The choice as it is given. */
  @Override
  public String toString() {
    return choice.toString();
  }
}
