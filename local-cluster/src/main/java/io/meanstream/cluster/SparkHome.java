package io.meanstream.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A folder that serves as a Spark installation. It links to Spark's jars instead of copying them.
 *
 * @param folder the value for SPARK_HOME
 * @param jars Spark's class path
 */
public record SparkHome(Path folder, List<Path> jars) {
  /**
   * Creates or updates the folder.
   *
   * @param classPathFile what {@code dependency:build-classpath} wrote, such as {@code
   *     spark-batch/target/spark.classpath}
   */
  public static SparkHome prepare(Path folder, Path classPathFile) {
    List<Path> jars = ClassPaths.read(classPathFile);
    try {
      link(jars, Files.createDirectories(folder.resolve("jars")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new SparkHome(folder.toAbsolutePath(), jars);
  }

  /**
   * Sets the defaults of all masters, workers and submitted applications. Only the owner may read
   * the file, since it may contain secrets.
   */
  public SparkHome withDefaults(Map<String, String> properties) {
    String lines =
        properties.entrySet().stream()
            .map(it -> it.getKey() + " " + it.getValue() + "\n")
            .collect(Collectors.joining());
    try {
      Path conf = Files.createDirectories(folder.resolve("conf"));
      PrivateFile.replace(conf.resolve("spark-defaults.conf"), lines);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return this;
  }

  /** A master of a cluster, ready for {@code --host --port --webui-port}. */
  public ChildCommand master(String name) {
    return command(name, "org.apache.spark.deploy.master.Master").heap("256m");
  }

  /** A worker, ready for {@code --host --port --cores --memory --work-dir spark://…}. */
  public ChildCommand worker(String name) {
    return command(name, "org.apache.spark.deploy.worker.Worker").heap("256m");
  }

  private ChildCommand command(String name, String mainClass) {
    return ChildCommand.ofMain(name, mainClass)
        .classPath(jars)
        .env("SPARK_HOME", folder.toString())
        .env("SPARK_SCALA_VERSION", "2.12")
        // otherwise Spark resolves the host name, which fails on an offline laptop
        .env("SPARK_LOCAL_IP", "127.0.0.1");
  }

  private static void link(List<Path> jars, Path folder) throws IOException {
    Set<Path> stale = new HashSet<>(list(folder));
    for (Path jar : jars) {
      Path link = folder.resolve(jar.getFileName());
      if (Files.isSymbolicLink(link) && Files.readSymbolicLink(link).equals(jar)) {
        stale.remove(link);
      } else {
        Files.deleteIfExists(link);
        Files.createSymbolicLink(link, jar);
        stale.remove(link);
      }
    }
    for (Path link : stale) {
      Files.delete(link);
    }
  }

  private static List<Path> list(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return new ArrayList<>(files.toList());
    }
  }
}
