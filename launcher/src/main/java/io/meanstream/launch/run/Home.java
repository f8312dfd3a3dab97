package io.meanstream.launch.run;

import io.meanstream.catalog.Catalog;
import io.meanstream.catalog.Dataset;
import io.meanstream.catalog.DefinitionException;
import io.meanstream.launch.Mistake;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Where the built parts lie, and where this installation keeps what it writes.
 *
 * @param checkout the repository's root
 * @param state {@code .meanstream} in it, or what MEANSTREAM_HOME names
 */
public record Home(Path checkout, Path state) {

  /** Of this process: the script says by {@code meanstream.checkout} where it lies. */
  public static Home ofProcess() {
    Path checkout = Path.of(System.getProperty("meanstream.checkout", "")).toAbsolutePath();
    Path state =
        Optional.ofNullable(System.getenv("MEANSTREAM_HOME"))
            .filter(folder -> !folder.isBlank())
            .map(folder -> Path.of(folder).toAbsolutePath())
            .orElse(checkout.resolve(".meanstream"));
    return new Home(checkout, state);
  }

  /** The jar that starts a service, beside all that it needs. */
  public Path serviceJar(String module) {
    return checkout.resolve(module).resolve("target/quarkus-app/quarkus-run.jar");
  }

  /** The batch's own jar. */
  public Path batchJar() {
    return checkout.resolve("spark-batch/target/spark-batch.jar");
  }

  /** The argument file of java that says what Spark reaches into. */
  public Path sparkJvmArgs() {
    return checkout.resolve("spark-batch/target/classes/spark.jvm.args");
  }

  /** The file that lists Spark's jars. */
  public Path sparkClassPath() {
    return checkout.resolve("spark-batch/target/spark.classpath");
  }

  /** The definitions that are shipped. */
  public Path datasets() {
    return checkout.resolve("datasets");
  }

  /**
   * The dataset of this name in a folder of definitions.
   *
   * @throws Mistake if there is none, or a definition in the folder is wrong
   */
  public static Dataset dataset(Path folder, String name) {
    Catalog catalog = catalog(folder);
    return catalog
        .find(name)
        .orElseThrow(
            () ->
                new Mistake(
                    "no dataset is named %s; there are: %s"
                        .formatted(
                            name,
                            catalog.all().stream()
                                .map(Dataset::name)
                                .collect(Collectors.joining(", ")))));
  }

  /**
   * The definitions of a folder.
   *
   * @throws Mistake if it is no folder, or a definition in it is wrong
   */
  public static Catalog catalog(Path folder) {
    if (!Files.isDirectory(folder)) {
      throw new Mistake("no folder of dataset definitions: " + folder);
    }
    try {
      return Catalog.load(folder);
    } catch (DefinitionException e) {
      throw new Mistake(String.join("; ", e.problems()));
    }
  }
}
