package io.meanstream.cluster;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Where Java installations usually are. */
final class JdkHomes {
  private JdkHomes() {}

  /** Folders that hold {@code bin/java}, in the order of preference, each once. */
  static List<Path> of(Map<String, String> environment) {
    Set<Path> homes = new LinkedHashSet<>();
    Optional.ofNullable(environment.get("JAVA_HOME")).map(Path::of).ifPresent(homes::add);
    onPath(environment.getOrDefault("PATH", "")).forEach(homes::add);
    usual(environment.getOrDefault("HOME", "/")).forEach(homes::add);
    return homes.stream().filter(home -> Files.isExecutable(home.resolve("bin/java"))).toList();
  }

  /** A value of a file of {@code NAME="value"} lines; empty when either is missing. */
  static Optional<String> property(Path file, String name) {
    if (!Files.isReadable(file)) {
      return Optional.empty();
    }
    try (Stream<String> lines = Files.lines(file)) {
      return lines
          .filter(line -> line.startsWith(name + "="))
          .map(line -> line.substring(name.length() + 1).replace("\"", ""))
          .findFirst();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Stream<Path> onPath(String path) {
    return Arrays.stream(path.split(File.pathSeparator))
        .filter(folder -> !folder.isEmpty())
        .map(folder -> Path.of(folder, "java"))
        .filter(Files::isExecutable)
        // /usr/bin/java is a link to a link
        .map(java -> real(java).getParent().getParent());
  }

  private static Stream<Path> usual(String home) {
    return Stream.of(
            children(Path.of("/usr/lib/jvm"), ""),
            children(Path.of("/usr/java"), ""),
            children(Path.of("/opt"), ""),
            children(Path.of("/Library/Java/JavaVirtualMachines"), "Contents/Home"),
            children(Path.of(home, "Library/Java/JavaVirtualMachines"), "Contents/Home"),
            Stream.of(
                Path.of("/opt/homebrew/opt/openjdk@17"), Path.of("/usr/local/opt/openjdk@17")),
            children(Path.of(home, ".sdkman/candidates/java"), ""),
            children(Path.of(home, ".jdks"), ""))
        .flatMap(folders -> folders);
  }

  private static Stream<Path> children(Path folder, String below) {
    String[] names = folder.toFile().list();
    return names == null
        ? Stream.empty()
        : Arrays.stream(names).sorted().map(name -> folder.resolve(name).resolve(below));
  }

  private static Path real(Path file) {
    try {
      return file.toRealPath();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
