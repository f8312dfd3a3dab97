package io.meanstream.schedule.batch;

import io.meanstream.schedule.SchedulerConfig.Spark;
import io.quarkus.runtime.configuration.ConfigurationException;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The command line that submits the application in client mode: the process is the driver, so
 * stopping it stops the run. It does what {@code spark-submit} does, without the shell scripts.
 */
final class SubmitCommand {

  /** Spark adds these to {@code spark.executor.extraJavaOptions}. */
  private static final String EXECUTOR_OPTIONS = "spark.executor.defaultJavaOptions";

  private final Spark spark;
  private final Path java;

  /**
   * A command with these settings.
   *
   * @param javaHome of this JVM, or JAVA_HOME in a native executable
   * @throws ConfigurationException if there is no java
   */
  SubmitCommand(Spark spark, Optional<Path> javaHome) {
    this.spark = spark;
    this.java = java(spark, javaHome);
  }

  /**
   * The program and its arguments.
   *
   * @param name the name of the Spark application
   * @param arguments a file with the application's arguments, one per line. They are not on the
   *     command line because every user of the machine could read passwords there.
   * @param scratch the folder for Spark's temporary files
   */
  List<String> words(String name, Path arguments, Path scratch) throws IOException {
    List<String> archive = classArchive();
    List<String> words = new ArrayList<>(List.of(java.toString(), "-Xmx" + spark.driverMemory()));
    words.add("@" + existing(spark.jvmArgs(), "meanstream.spark.jvm-args"));
    words.addAll(spark.jvmOptions().orElse(List.of()));
    words.addAll(archive);
    words.add("-Dpicocli.useSimplifiedAtFiles=true");
    words.addAll(List.of("-cp", classPath(), "io.meanstream.batch.WatchedSparkSubmit"));
    words.addAll(List.of("--master", spark.master(), "--deploy-mode", "client", "--name", name));
    words.addAll(List.of("--class", "io.meanstream.batch.Batch"));
    words.addAll(List.of("--conf", "spark.local.dir=" + scratch));
    if (!archive.isEmpty()) {
      words.addAll(List.of("--conf", EXECUTOR_OPTIONS + "=" + quoted(archive)));
    }
    spark.conf().forEach((key, value) -> words.addAll(List.of("--conf", key + "=" + value)));
    words.addAll(List.of(spark.batchJar().toAbsolutePath().toString(), "@" + arguments));
    return words;
  }

  /** Options without warnings: if the archive does not fit, the JVM runs without it. */
  private List<String> classArchive() {
    return spark
        .classArchive()
        .filter(Files::exists)
        .map(
            file ->
                List.of("-XX:SharedArchiveFile=" + file, "-Xlog:disable", "-Xlog:all=error:stderr"))
        .orElse(List.of());
  }

  /** In quotes, because Spark splits the text at spaces, and a folder's name may have one. */
  private static String quoted(List<String> options) {
    return options.stream()
        .map(option -> option.replace("\\", "\\\\").replace("\"", "\\\""))
        .map("\"%s\""::formatted)
        .collect(Collectors.joining(" "));
  }

  private static Path java(Spark spark, Optional<Path> javaHome) {
    Path java =
        spark
            .java()
            .or(() -> javaHome.map(home -> home.resolve("bin/java")))
            .orElseThrow(
                () ->
                    new ConfigurationException(
                        "meanstream.spark.java: no java to run Spark with; set it, or JAVA_HOME"));
    if (!Files.isExecutable(java)) {
      throw new ConfigurationException(
          "meanstream.spark.java: %s is not an executable file; set it to the java of a JDK 17"
              .formatted(java.toAbsolutePath()));
    }
    return java;
  }

  /** The application's jar comes first so that its logging configuration applies. */
  private String classPath() throws IOException {
    List<String> entries = new ArrayList<>();
    entries.add(existing(spark.batchJar(), "meanstream.spark.batch-jar").toString());
    Path jars = existing(spark.jars(), "meanstream.spark.jars");
    if (Files.isDirectory(jars)) {
      entries.add(jars + File.separator + "*");
    } else {
      Stream.of(Files.readString(jars).strip().split(":")).forEach(entries::add);
    }
    return String.join(File.pathSeparator, entries);
  }

  private static Path existing(Path path, String key) throws IOException {
    Path absolute = path.toAbsolutePath();
    if (!Files.exists(absolute)) {
      throw new IOException("%s: %s does not exist".formatted(key, absolute));
    }
    return absolute;
  }
}
