package io.meanstream.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** Downloads a {@code mongod} from the Internet once. */
final class MongodDownload {
  private static final Duration AT_MOST = Duration.ofMinutes(10);

  private MongodDownload() {}

  /**
   * Returns the binary, which is kept in the folder.
   *
   * @param jvmOptions for the JVM that downloads it, such as a proxy's
   * @throws StartException if it cannot be downloaded
   */
  static Path fetch(Path folder, String... jvmOptions) {
    Path binary = folder.resolve("mongod-download").resolve("mongod").toAbsolutePath();
    if (Files.isExecutable(binary)) {
      return binary;
    }
    try {
      Files.createDirectories(binary.getParent());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Child fetch =
        ChildCommand.ofMain("store-download", MongodFetch.class.getName())
            .classPath(ClassPaths.cluster())
            .heap("256m")
            .jvmOptions(jvmOptions)
            .args(binary.toString())
            .log(folder.resolve("store-download.log"))
            .start();
    try (fetch) {
      fetch.awaitLine(MongodFetch.READY, AT_MOST);
      return binary;
    } catch (StartException e) {
      throw new StartException("cannot download mongod: " + e.getMessage(), e);
    }
  }
}
