package io.meanstream.testing;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** Programs that tests use if the machine has them. */
public final class InstalledProgram {

  private InstalledProgram() {}

  /** The first of these programs that is on the PATH. */
  public static Optional<Path> find(String... names) {
    return Stream.of(names)
        .flatMap(name -> folders().map(folder -> folder.resolve(name)))
        .filter(Files::isExecutable)
        .findFirst();
  }

  private static Stream<Path> folders() {
    return Stream.of(System.getenv("PATH").split(File.pathSeparator)).map(Path::of);
  }
}
