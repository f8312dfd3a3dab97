package io.meanstream.launch.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meanstream.launch.Mistake;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IngestTest {

  @TempDir Path folder;

  @Test
  void pathsAreTakenFromTheUsersFolder() {
    assertThat(Ingest.existing(List.of(Path.of("pom.xml"))))
        .containsExactly(Path.of("").toAbsolutePath().resolve("pom.xml"));
  }

  @Test
  void theFirstPathThatIsMissingIsNamed() throws IOException {
    Path there = Files.createFile(folder.resolve("a.csv"));
    Path missing = folder.resolve("b.csv");

    assertThatThrownBy(() -> Ingest.existing(List.of(there, missing)))
        .isInstanceOf(Mistake.class)
        .hasMessage("no such file or folder: " + missing);
  }
}
