package io.meanstream.launch.command;

import picocli.CommandLine.Option;

/** Which store is used. */
final class StoreOption {

  private enum Choice {
    AUTO,
    DOWNLOAD;

    @Override
    public String toString() {
      return name().toLowerCase(java.util.Locale.ROOT);
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
  private Choice choice;

  boolean download() {
    return choice == Choice.DOWNLOAD;
  }

  /** The choice as it is given. */
  @Override
  public String toString() {
    return choice.toString();
  }
}
