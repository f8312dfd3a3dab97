package io.meanstream.cluster;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How to start a {@link Child}: a Java main class or a native binary, behind a {@link
 * ParentWatchdog}. A builder; not thread-safe.
 *
 * <pre>{@code
 * Child ingestor = ChildCommand.ofMain("ingestor", "io.quarkus.bootstrap.runner.QuarkusEntryPoint")
 *     .classPath(List.of(Path.of("ingestor/target/quarkus-app/quarkus-run.jar")))
 *     .heap("256m").env("QUARKUS_HTTP_PORT", "8082").log(logs.resolve("ingestor.log")).start();
 * }</pre>
 */
public final class ChildCommand {
  /**
   * Ignores Ctrl-C, which reaches the whole process group, so that the parent can stop its children
   * in order.
   */
  private static final List<String> DEAF_TO_CTRL_C =
      List.of("/bin/sh", "-c", "trap '' INT; exec \"$@\"", "watchdog");

  static final String TERM = "TERM";

  /** The Java that runs this process. */
  static final String JAVA = Path.of(System.getProperty("java.home"), "bin", "java").toString();

  private final String name;
  private final Kind kind;
  private final String program;
  private final List<String> jvmOptions = new ArrayList<>();
  private final List<Path> classPath = new ArrayList<>();
  private final List<String> args = new ArrayList<>();
  private String stopSignal = TERM;
  private final Map<String, String> env = new LinkedHashMap<>();
  private Duration grace = Duration.ofSeconds(10);
  private Path log;
  private Path output;

  private ChildCommand(String name, Kind kind, String program) {
    this.name = name;
    this.kind = kind;
    this.program = program;
  }

  /** A Java program, run by the JDK that runs this one. */
  public static ChildCommand ofMain(String name, String mainClass) {
    return new ChildCommand(name, Kind.MAIN, mainClass).classPath(List.of(ClassPaths.own()));
  }

  /**
   * A Java program that ends by itself at the end of its standard input, run by the JDK that runs
   * this one. Its class path has nothing but its own jars.
   */
  public static ChildCommand ofWatchedMain(String name, String mainClass) {
    return new ChildCommand(name, Kind.WATCHED_MAIN, mainClass);
  }

  /** A native program. A small JVM runs it, and ends it when this process ends. */
  public static ChildCommand ofBinary(String name, Path binary) {
    return new ChildCommand(name, Kind.BINARY, binary.toString())
        .classPath(List.of(ClassPaths.own()))
        .heap("16m")
        .jvmOptions("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xshare:auto");
  }

  /** The maximum heap, for example {@code 512m}. */
  public ChildCommand heap(String size) {
    return jvmOptions("-Xmx" + size);
  }

  /** Adds JVM options. */
  public ChildCommand jvmOptions(String... options) {
    return jvmOptions(Arrays.asList(options));
  }

  /** Adds JVM options. */
  public ChildCommand jvmOptions(List<String> options) {
    jvmOptions.addAll(options);
    return this;
  }

  /** Appends to the class path, after the watchdog's own if it has one. */
  public ChildCommand classPath(List<Path> entries) {
    classPath.addAll(entries);
    return this;
  }

  /** Adds program arguments. */
  public ChildCommand args(String... more) {
    args.addAll(Arrays.asList(more));
    return this;
  }

  /** The signal that stops a native program; {@code TERM} by default. */
  public ChildCommand stopSignal(String signal) {
    stopSignal = signal;
    return this;
  }

  /** Adds a variable to the inherited environment. */
  public ChildCommand env(String variable, String value) {
    env.put(variable, value);
    return this;
  }

  /** The grace period between SIGTERM and SIGKILL; 10 s by default. */
  public ChildCommand grace(Duration time) {
    grace = time;
    return this;
  }

  /** The file for standard error, and for standard output by default. Appended to. Required. */
  public ChildCommand log(Path file) {
    log = file;
    return this;
  }

  /** A separate file for standard output, which is truncated at the start. */
  public ChildCommand output(Path file) {
    output = file;
    return this;
  }

  /**
   * Starts the process and returns without waiting until it is up.
   *
   * @throws StartException if it cannot be started
   */
  public Child start() {
    try {
      Log appended = Log.appendTo(log);
      return new Child(name, builder().start(), kind == Kind.BINARY, appended, grace);
    } catch (IOException e) {
      throw new StartException("cannot start %s: %s".formatted(name, e.getMessage()), e);
    }
  }

  private ProcessBuilder builder() {
    ProcessBuilder builder = new ProcessBuilder(command());
    builder.environment().putAll(env);
    File errors = log.toFile();
    builder.redirectError(ProcessBuilder.Redirect.appendTo(errors));
    if (output == null) {
      return builder
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.appendTo(errors));
    }
    return builder.redirectOutput(output.toFile());
  }

  private List<String> command() {
    List<String> command = new ArrayList<>(DEAF_TO_CTRL_C);
    command.add(JAVA);
    command.addAll(jvmOptions);
    command.addAll(List.of("-cp", ClassPaths.join(classPath)));
    command.addAll(watchdog());
    command.add(program);
    command.addAll(args);
    return command;
  }

  private List<String> watchdog() {
    return switch (kind) {
      case MAIN -> List.of(ParentWatchdog.class.getName());
      case WATCHED_MAIN -> List.of();
      case BINARY -> List.of(ParentWatchdog.class.getName(), ParentWatchdog.BINARY, stopSignal);
    };
  }

  private enum Kind {
    MAIN,
    WATCHED_MAIN,
    BINARY
  }
}
