package io.meanstream.launch.command;

import io.meanstream.cluster.pipeline.Home;
import io.meanstream.cluster.pipeline.Pause;
import io.meanstream.launch.Mistake;
import io.meanstream.launch.download.Downloads;
import io.meanstream.launch.download.RemoteFile;
import io.meanstream.launch.show.Console;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Options for fetching remote files. */
final class DownloadOption {

  private static final long GIGABYTE = 1_000_000_000;

  @Mixin private OriginOption origins;

  @Option(
      names = "--sha256",
      paramLabel = "HEX",
      description = "The expected SHA-256, if one file is downloaded.")
  private String sha256;

  @Option(
      names = "--max-download",
      paramLabel = "GB",
      defaultValue = "100",
      description = "The maximum size of a downloaded file in GB (default: ${DEFAULT-VALUE}).")
  private int gigabytes;

  /**
   * Checks the options before anything happens.
   *
   * @throws Mistake if one is wrong, or does not fit these paths
   */
  void check(List<String> paths) {
    long remote = paths.stream().filter(RemoteFile::isOne).count();
    if (sha256 != null && (remote != 1 || !sha256.matches("[0-9A-Fa-f]{64}"))) {
      throw new Mistake(
          remote == 1
              ? "--sha256: \"%s\" is not 64 hexadecimal digits".formatted(sha256)
              : "--sha256 is for one downloaded file; there are " + remote);
    }
    if (gigabytes < 1) {
      throw new Mistake("--max-download: %d is below 1".formatted(gigabytes));
    }
    origins.fetcher();
    paths.stream().filter(RemoteFile::isOne).forEach(path -> RemoteFile.of(path, System.getenv()));
  }

  /** The path itself, or the downloaded file if it names a remote one. */
  Path local(String path, Home home, Console console, Pause pause) {
    return RemoteFile.isOne(path)
        ? new Downloads(
                origins.fetcher(),
                home.state().resolve("downloads"),
                gigabytes * GIGABYTE,
                console,
                pause)
            .fetch(RemoteFile.of(path, System.getenv()), Optional.ofNullable(sha256))
        : Path.of(path);
  }
}
