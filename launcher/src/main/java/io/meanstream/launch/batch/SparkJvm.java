package io.meanstream.launch.batch;

import io.meanstream.cluster.ChildCommand;
import io.meanstream.cluster.ClassPaths;
import io.meanstream.launch.run.Home;
import io.meanstream.launch.run.JvmTuning;
import java.nio.file.Path;
import java.util.List;

/**
 * The command of a JVM that is a Spark driver and its executors in one, on the loopback interface.
 */
final class SparkJvm {

  /** What spark-submit opens for Java 17 (org.apache.spark.launcher.JavaModuleOptions). */
  private static final List<String> OPENED =
      List.of(
          "java.base/java.lang",
          "java.base/java.lang.invoke",
          "java.base/java.lang.reflect",
          "java.base/java.io",
          "java.base/java.net",
          "java.base/java.nio",
          "java.base/java.util",
          "java.base/java.util.concurrent",
          "java.base/java.util.concurrent.atomic",
          "java.base/jdk.internal.ref",
          "java.base/sun.nio.ch",
          "java.base/sun.nio.cs",
          "java.base/sun.security.action",
          "java.base/sun.util.calendar",
          "java.security.jgss/sun.security.krb5");

  private SparkJvm() {}

  static ChildCommand of(String mainClass, Home home, JvmTuning tuning, Path folder) {
    ChildCommand command =
        ChildCommand.ofMain("spark-batch", mainClass)
            .classPath(List.of(home.batchJar()))
            .classPath(ClassPaths.read(home.sparkClassPath()))
            .heap("1g")
            .env("SPARK_LOCAL_IP", "127.0.0.1");
    OPENED.forEach(name -> command.jvmOptions("--add-opens=" + name + "=ALL-UNNAMED"));
    command.jvmOptions(tuning.options());
    return command.jvmOptions(
        "-XX:+IgnoreUnrecognizedVMOptions",
        "-XX:-UsePerfData",
        "-Dspark.master=local[*]",
        "-Dspark.ui.enabled=false",
        "-Dspark.driver.bindAddress=127.0.0.1",
        "-Dspark.driver.host=127.0.0.1",
        "-Dspark.local.dir=" + folder.resolve("spark"),
        "-Dspark.sql.warehouse.dir=" + folder.resolve("spark/warehouse"));
  }
}
