package io.meanstream.launch.demo;

import io.meanstream.cluster.pipeline.Folders;
import io.meanstream.cluster.pipeline.Home;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The folder of a demo, {@code demo-PID}. It is removed at the end unless the demo failed. The next
 * demo removes folders of demos that failed or were killed.
 */
final class DemoFolder {

  private static final String PREFIX = "demo-";

  private DemoFolder() {}

  /** Creates the empty folder of this process. */
  static Path make(Home home) {
    try {
      Files.createDirectories(home.state());
      removeLeftOvers(home.state());
      String pid = Long.toString(ProcessHandle.current().pid());
      return Files.createDirectory(home.state().resolve(PREFIX + pid));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot create a folder for the demo in " + home.state(), e);
    }
  }

  private static void removeLeftOvers(Path state) throws IOException {
    try (Stream<Path> entries = Files.list(state)) {
      List<Path> leftOver = entries.filter(DemoFolder::isLeftOver).toList();
      leftOver.forEach(Folders::remove);
    }
  }

  private static boolean isLeftOver(Path folder) {
    String name = folder.getFileName().toString();
    return name.matches(PREFIX + "\\d{1,18}")
        && !isAlive(Long.parseLong(name.substring(PREFIX.length())));
  }

  /** A folder with this process' id is a leftover of an earlier process with the same id. */
  private static boolean isAlive(long pid) {
    return pid != ProcessHandle.current().pid()
        && ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
  }
}
