package io.meanstream.launch.doctor;

import io.meanstream.catalog.Catalog;
import io.meanstream.catalog.definition.DefinitionException;
import io.meanstream.cluster.pipeline.Home;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * What was built and defined.
 *
 * @param datasets the folder of definitions
 */
record Build(Home home, Path datasets) {

  /** Whether the jars of the batch and of Spark exist. */
  Finding spark() {
    List<Path> missing =
        Stream.concat(Stream.of(home.batchJar()), jars())
            .filter(jar -> !Files.exists(jar))
            .toList();
    return missing.isEmpty()
        ? Finding.ok("spark", "the batch and %d jars of Spark".formatted(jars().count()))
        : Finding.error(
            "spark",
            "%d files are missing, such as %s".formatted(missing.size(), missing.get(0)),
            "build them with './mvnw -DskipTests package'");
  }

  private Stream<Path> jars() {
    Path list = home.sparkClassPath();
    try {
      return Stream.of(Files.readString(list).strip().split(File.pathSeparator)).map(Path::of);
    } catch (IOException e) {
      return Stream.of(list);
    }
  }

  /** Whether all definitions are valid. */
  Finding definitions() {
    if (!Files.isDirectory(datasets)) {
      return Finding.error(
          "definitions", "no folder " + datasets, "name the folder with --datasets");
    }
    try {
      int count = Catalog.load(datasets).all().size();
      return Finding.ok("definitions", "%d datasets in %s".formatted(count, datasets));
    } catch (DefinitionException e) {
      return Finding.error(
          "definitions",
          String.join("; ", e.problems()),
          "correct them; services keep the last valid definitions meanwhile");
    }
  }
}
