package io.meanstream.cluster.pipeline;

import io.meanstream.cluster.ChildCommand;
import io.meanstream.cluster.ClassDataArchive;
import io.meanstream.cluster.ClassPaths;
import io.meanstream.cluster.PrivateFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The command line of spark-batch in a single JVM that is both driver and executors, on the
 * loopback interface.
 */
public final class SparkJvm {

  private static final String MAIN = "io.meanstream.batch.WatchedBatch";

  private SparkJvm() {}

  /**
   * The archive of the classes of spark-batch and of Spark, for drivers and executors: the class
   * path of each begins with these jars.
   */
  public static ClassDataArchive archive(Home home) {
    return ClassDataArchive.in(home.archives(), "spark", classPath(home));
  }

  /** The jar of spark-batch, then those of Spark. */
  static List<Path> classPath(Home home) {
    List<Path> jars = new ArrayList<>(List.of(home.batchJar()));
    jars.addAll(ClassPaths.read(home.sparkClassPath()));
    return jars;
  }

  /**
   * Adds arguments. They are in a file, because every user of the machine may read command lines,
   * and the store's address may have a password.
   *
   * @param folder for the file
   */
  public static void pass(List<String> arguments, Path folder, ChildCommand command) {
    Path file = folder.resolve("arguments").toAbsolutePath();
    try {
      Files.createDirectories(folder);
      PrivateFile.replace(file, String.join("\n", arguments));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + file, e);
    }
    command.jvmOptions("-Dpicocli.useSimplifiedAtFiles=true").args("@" + file);
  }

  /**
   * The command without its arguments.
   *
   * @param folder for Spark's files
   */
  public static ChildCommand of(Home home, JvmTuning tuning, Path folder) {
    ChildCommand command =
        ChildCommand.ofWatchedMain("spark-batch", MAIN)
            .classPath(classPath(home))
            .heap("1g")
            .env("SPARK_LOCAL_IP", "127.0.0.1")
            .env("SPARK_LOCAL_DIRS", folder.resolve("spark").toString());
    command.jvmOptions("@" + home.sparkJvmArgs());
    command.jvmOptions(tuning.options());
    return command.jvmOptions(
        "-XX:-UsePerfData",
        "-Dspark.master=local[*]",
        "-Dspark.ui.enabled=false",
        "-Dspark.driver.bindAddress=127.0.0.1",
        "-Dspark.driver.host=127.0.0.1",
        "-Dspark.sql.warehouse.dir=" + folder.resolve("spark/warehouse"));
  }
}
