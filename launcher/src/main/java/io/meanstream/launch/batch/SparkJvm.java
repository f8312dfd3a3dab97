package io.meanstream.launch.batch;

import io.meanstream.cluster.ChildCommand;
import io.meanstream.cluster.ClassPaths;
import io.meanstream.cluster.pipeline.Home;
import io.meanstream.cluster.pipeline.JvmTuning;
import java.nio.file.Path;
import java.util.List;

/**
 * The command line of spark-batch in a single JVM that is both driver and executors, on the
 * loopback interface.
 */
final class SparkJvm {

  private static final String MAIN = "io.meanstream.batch.Batch";

  private SparkJvm() {}

  static ChildCommand of(Home home, JvmTuning tuning, Path folder) {
    ChildCommand command =
        ChildCommand.ofMain("spark-batch", MAIN)
            .classPath(List.of(home.batchJar()))
            .classPath(ClassPaths.read(home.sparkClassPath()))
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
