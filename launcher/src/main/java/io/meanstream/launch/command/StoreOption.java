package io.meanstream.launch.command;

import java.util.Locale;
import picocli.CommandLine.Option;

/** The store that a command starts with. */
final class StoreOption {

  private enum StoreChoice {
    /** An existing server, otherwise an in-memory one. */
    AUTO,
    /** A MongoDB downloaded from the Internet. */
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
        "auto: the MongoDB that MEANSTREAM_MONGODB_URI names, else an installed mongod, else an"
            + " in-memory server;",
        "download: a MongoDB fetched from the Internet (default: auto)."
      })
  private StoreChoice choice;

  boolean download() {
    return choice == StoreChoice.DOWNLOAD;
  }

  /** The option's value as users type it. */
  @Override
  public String toString() {
    return choice.toString();
  }
}
