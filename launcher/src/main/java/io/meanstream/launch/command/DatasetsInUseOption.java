package io.meanstream.launch.command;

import io.meanstream.launch.run.Home;
import io.meanstream.launch.run.Wiring;
import io.meanstream.launch.up.UpFolder;
import io.meanstream.launch.up.UpState;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Which definitions a command looks at that starts nothing. */
final class DatasetsInUseOption {

  @Option(
      names = "--datasets",
      paramLabel = "FOLDER",
      description =
          "The folder of dataset definitions (default: that of what is up, else the shipped ones).")
  private Path folder;

  Path folder(Home home) {
    return folder == null
        ? new UpFolder(home)
            .current()
            .flatMap(UpState::wiring)
            .map(Wiring::datasets)
            .orElse(home.datasets())
        : folder.toAbsolutePath().normalize();
  }
}
