package io.meanstream.launch.command;

import io.meanstream.cluster.pipeline.Endpoints;
import io.meanstream.cluster.pipeline.Home;
import io.meanstream.cluster.supervisor.UpFolder;
import io.meanstream.cluster.supervisor.UpState;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** The definitions for commands that start nothing. */
final class DatasetsInUseOption {

  @Option(
      names = "--datasets",
      paramLabel = "FOLDER",
      description =
          "The folder of dataset definitions (default: the one in use, else the shipped one).")
  private Path folder;

  Path folder(Home home) {
    return folder == null
        ? new UpFolder(home)
            .current()
            .flatMap(UpState::endpoints)
            .map(Endpoints::datasets)
            .orElse(home.datasets())
        : folder.toAbsolutePath().normalize();
  }
}
