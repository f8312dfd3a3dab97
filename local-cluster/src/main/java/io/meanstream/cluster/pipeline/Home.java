package io.meanstream.cluster.pipeline;

import io.meanstream.cluster.StartException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where the built jars are, and where this installation keeps its state.
 *
 * @param checkout the repository's root
 * @param state {@code .meanstream} in it, or the folder that MEANSTREAM_HOME names
 */
public record Home(Path checkout, Path state) {

  /** The home of this process; the script sets {@code meanstream.checkout}. */
  public static Home ofProcess() {
    Path checkout = Path.of(System.getProperty("meanstream.checkout", "")).toAbsolutePath();
    Path state =
        Optional.ofNullable(System.getenv("MEANSTREAM_HOME"))
            .filter(folder -> !folder.isBlank())
            .map(folder -> Path.of(folder).toAbsolutePath())
            .orElse(checkout.resolve(".meanstream"));
    return new Home(checkout, state);
  }

  /**
   * The program of a service.
   *
   * @throws StartException if MEANSTREAM_NATIVE names a folder without it
   */
  public ServiceProgram program(Service service) {
    return ServiceProgram.of(System.getenv(), checkout, service.id());
  }

  /** The batch's own jar. */
  public Path batchJar() {
    return checkout.resolve("spark-batch/target/spark-batch.jar");
  }

  /** The java argument file that opens the JDK packages Spark needs. */
  public Path sparkJvmArgs() {
    return checkout.resolve("spark-batch/target/classes/spark.jvm.args");
  }

  /** The file that lists Spark's jars. */
  public Path sparkClassPath() {
    return checkout.resolve("spark-batch/target/spark.classpath");
  }

  /**
   * The folder of class-data archives. They belong to the built jars, whatever the state folder.
   */
  public Path archives() {
    return checkout.resolve("target/class-archives");
  }

  /** The shipped definitions. */
  public Path datasets() {
    return checkout.resolve("datasets");
  }
}
