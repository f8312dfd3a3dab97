package io.meanstream.cluster;

import java.nio.file.Path;

/**
 * A Java installation.
 *
 * @param home its folder, which holds {@code bin/java}
 */
public record Jdk(Path home) {

  /** The one that runs this process. */
  public static Jdk current() {
    return new Jdk(Path.of(System.getProperty("java.home")));
  }

  public Path java() {
    return home.resolve("bin").resolve("java");
  }
}
