package io.meanstream.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SparkHomeTest {
  @TempDir Path folder;

  @Test
  void linksTheJarsOfTheCurrentClassPath() throws Exception {
    // Given
    Path core = Files.createFile(folder.resolve("spark-core.jar"));
    Path old = Files.createFile(folder.resolve("old.jar"));
    Path added = Files.createFile(folder.resolve("added.jar"));
    Path classPath = folder.resolve("spark.classpath");
    Files.writeString(classPath, core + ":" + old);
    SparkHome.prepare(folder.resolve("spark"), classPath);

    // When
    Files.writeString(classPath, core + ":" + added + "\n");
    SparkHome home = SparkHome.prepare(folder.resolve("spark"), classPath);

    // Then
    assertThat(home.jars()).isEqualTo(List.of(core, added));
    assertThat(home.folder().resolve("jars"))
        .isDirectoryContaining(it -> it.endsWith("spark-core.jar"))
        .isDirectoryContaining(it -> it.endsWith("added.jar"))
        .isDirectoryNotContaining(it -> it.endsWith("old.jar"));
    assertThat(home.folder().resolve("jars/added.jar").toRealPath()).isEqualTo(added.toRealPath());
  }

  @Test
  void onlyTheOwnerMayReadTheDefaults() throws Exception {
    SparkHome home = new SparkHome(folder, List.of());

    home.withDefaults(Map.of("spark.authenticate.secret", "old"));
    home.withDefaults(Map.of("spark.authenticate.secret", "abc"));

    Path file = home.folder().resolve("conf/spark-defaults.conf");
    assertThat(file).hasContent("spark.authenticate.secret abc");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
  }
}
