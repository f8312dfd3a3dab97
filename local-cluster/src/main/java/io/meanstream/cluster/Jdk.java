package io.meanstream.cluster;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A Java development kit of release 17, the only one that Spark 3.5 supports and we are built with.
 *
 * @param home its folder, which holds {@code bin/java}
 */
public record Jdk(Path home) {
  static final int RELEASE = 17;

  /** The Java that runs this process, whichever it is. */
  public static Jdk current() {
    return new Jdk(Path.of(System.getProperty("java.home")));
  }

  /**
   * Looks at JAVA_HOME, the PATH, the usual folders of Linux and macOS and SDKMAN's, in this order.
   *
   * @throws StartException when none is a JDK 17; the message says which was found and what to do
   */
  public static Jdk find(Map<String, String> environment) {
    return firstOf(JdkHomes.of(environment));
  }

  static Jdk firstOf(List<Path> homes) {
    return homes.stream()
        .filter(home -> release(home).equals(Optional.of(RELEASE)))
        .filter(home -> Files.isExecutable(home.resolve("bin/javac")))
        .findFirst()
        .map(Jdk::new)
        .orElseThrow(() -> new StartException(missing(homes)));
  }

  public Path java() {
    return home.resolve("bin").resolve("java");
  }

  /** The release that the installation's own {@code release} file states. */
  static Optional<Integer> release(Path home) {
    return JdkHomes.property(home.resolve("release"), "JAVA_VERSION").map(Jdk::feature);
  }

  private static int feature(String version) {
    String[] parts = version.split("[._+-]");
    return Integer.parseInt(parts[0].equals("1") ? parts[1] : parts[0]);
  }

  private static String missing(List<Path> homes) {
    String found =
        homes.stream()
            .flatMap(home -> release(home).map(it -> "Java " + it + " in " + home).stream())
            .findFirst()
            .map(first -> "found " + first)
            .orElse("found none");
    return "Meanstream needs a JDK 17 (%s): install one, for example Temurin 17, and set JAVA_HOME to it."
        .formatted(found);
  }
}
