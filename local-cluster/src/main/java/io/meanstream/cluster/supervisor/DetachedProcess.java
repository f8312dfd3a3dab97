package io.meanstream.cluster.supervisor;

import io.meanstream.cluster.pipeline.Home;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A Java program in a session of its own: neither a closed terminal nor Ctrl-C ends it. */
public final class DetachedProcess {

  /** macOS has no setsid command, but it has Perl. */
  private static final String NEW_SESSION =
      "if command -v setsid >/dev/null; then exec setsid \"$@\"; fi;"
          + " exec perl -e 'use POSIX; POSIX::setsid(); exec @ARGV' -- \"$@\"";

  private DetachedProcess() {}

  /** Starts a program on this process' class path and appends its output to the log. */
  public static Process start(Class<?> main, Home home, List<String> arguments, Path log) {
    List<String> command = new ArrayList<>(List.of("/bin/sh", "-c", NEW_SESSION, "meanstream"));
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx64m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    command.add("-Dmeanstream.checkout=" + home.checkout());
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    command.addAll(arguments);
    try {
      Files.createDirectories(log.getParent());
      return new ProcessBuilder(command)
          .redirectInput(new File("/dev/null"))
          .redirectOutput(Redirect.appendTo(log.toFile()))
          .redirectErrorStream(true)
          .start();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot start a process", e);
    }
  }
}
