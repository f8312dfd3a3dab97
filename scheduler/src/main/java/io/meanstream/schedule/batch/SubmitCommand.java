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
 * The command that submits the application, in client mode: the driver is this very process, so
 * that ending it ends the run. Spark's own launcher would do the same through shell scripts.
 */
final class SubmitCommand {

  private final Spark spark;

  SubmitCommand(Spark spark) {
    this.spark = spark;
  }

  /**
   * The words of it.
   *
   * @param name what Spark calls the application
   * @param arguments a file with the application's arguments, one a line: what is said on a command
   *     line, passwords too, is there for all users of the machine to read
   * @param scratch takes what Spark spills
   */
  List<String> words(String name, Path arguments, Path scratch) throws IOException {
    List<String> words = new ArrayList<>(List.of(java(), "-Xmx" + spark.driverMemory()));
    words.add("@" + existing(spark.jvmArgs(), "meanstream.spark.jvm-args"));
    words.addAll(spark.jvmOptions().orElse(List.of()));
    words.add("-Dpicocli.useSimplifiedAtFiles=true");
    words.addAll(List.of("-cp", classPath(), "io.meanstream.batch.LeashedSubmit"));
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

  /** The application's jar comes first: its logging configuration keeps Spark quiet. */
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
      throw new IOException("%s: there is no %s".formatted(key, absolute));
    }
    return absolute;
  }
}
