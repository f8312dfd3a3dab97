package io.meanstream.cluster;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** The class paths of children, from files that the build wrote. */
public final class ClassPaths {
  private ClassPaths() {}

  /** This module's own classes: {@code target/classes} or {@code local-cluster.jar}. */
  public static Path own() {
    try {
      String location =
          ClassPaths.class.getProtectionDomain().getCodeSource().getLocation().toURI().toString();
      // some class loaders report a jar's root as a path inside the jar
      return Path.of(URI.create(location.replaceFirst("^jar:(file:.*)!/.*$", "$1")));
    } catch (URISyntaxException e) {
      throw new IllegalStateException("no file holds " + ClassPaths.class, e);
    }
  }

  /** The class path of Kafka and the in-memory store, from {@code cluster.classpath}. */
  public static List<Path> cluster() {
    return read(own().resolveSibling("cluster.classpath"));
  }

  /** Reads a file that {@code dependency:build-classpath} wrote, entries separated by ':'. */
  public static List<Path> read(Path file) {
    try {
      return Arrays.stream(Files.readString(file).strip().split(":")).map(Path::of).toList();
    } catch (IOException e) {
      throw new StartException(
          "%s is missing: build it with ./mvnw package -DskipTests".formatted(file), e);
    }
  }

  /** Entries in the form of {@code java -cp}. */
  public static String join(List<Path> entries) {
    return String.join(File.pathSeparator, entries.stream().map(Path::toString).toList());
  }
}
