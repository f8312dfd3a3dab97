package io.meanstream.launch.command;

import io.meanstream.cluster.pipeline.Home;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** The definitions that a command starts the services with. */
final class DatasetsOption {

  @Option(
      names = "--datasets",
      paramLabel = "FOLDER",
      description = "The folder of dataset definitions (default: the shipped one).")
  private Path folder;

  Path folder(Home home) {
    return folder == null ? home.datasets() : folder.toAbsolutePath().normalize();
  }
}
