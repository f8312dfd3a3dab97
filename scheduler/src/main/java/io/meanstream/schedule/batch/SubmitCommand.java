package io.meanstream.schedule.batch;

import io.meanstream.schedule.SchedulerConfig.Spark;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The command line that submits the application in client mode: the process is the driver, so
 * stopping it stops the run. It does what {@code spark-submit} does, without the shell scripts.
 */
final class SubmitCommand {

  private final Spark spark;

  SubmitCommand(Spark spark) {
    this.spark = spark;
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
    List<String> words = new ArrayList<>(List.of(java(), "-Xmx" + spark.driverMemory()));
    words.add("@" + existing(spark.jvmArgs(), "meanstream.spark.jvm-args"));
    words.addAll(spark.jvmOptions().orElse(List.of()));
    words.add("-Dpicocli.useSimplifiedAtFiles=true");
    words.addAll(List.of("-cp", classPath(), "io.meanstream.batch.WatchedSparkSubmit"));
    words.addAll(List.of("--master", spark.master(), "--deploy-mode", "client", "--name", name));
    words.addAll(List.of("--class", "io.meanstream.batch.Batch"));
    words.addAll(List.of("--conf", "spark.local.dir=" + scratch));
    spark.conf().forEach((key, value) -> words.addAll(List.of("--conf", key + "=" + value)));
    words.addAll(List.of(spark.batchJar().toAbsolutePath().toString(), "@" + arguments));
    return words;
  }

  private String java() {
    return spark.java().orElse(Path.of(System.getProperty("java.home"), "bin", "java")).toString();
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
