package io.meanstream.cluster.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meanstream.cluster.StartException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServiceProgramTest {

  private static final Path CHECKOUT = Path.of("/checkout");

  @TempDir Path folder;

  @Test
  void aServiceRunsFromItsJar() {
    assertThat(ServiceProgram.of(Map.of("MEANSTREAM_NATIVE", " "), CHECKOUT, "persister"))
        .isEqualTo(
            new ServiceProgram.Jar(
                Path.of("/checkout/persister/target/quarkus-app/quarkus-run.jar")));
  }

  @Test
  void theNamedFolderContainsTheExecutable() throws IOException {
    Path file = Files.createFile(folder.resolve("persister"));
    assertThat(file.toFile().setExecutable(true)).isTrue();

    assertThat(program("persister")).isEqualTo(new ServiceProgram.Executable(file));
  }

  @Test
  void aFileThatCannotBeExecutedIsRefused() throws IOException {
    Path file = Files.createFile(folder.resolve("ingestor"));

    assertThatThrownBy(() -> program("ingestor"))
        .isInstanceOf(StartException.class)
        .hasMessage("MEANSTREAM_NATIVE: %s is not an executable file".formatted(file));
  }

  private ServiceProgram program(String service) {
    return ServiceProgram.of(Map.of("MEANSTREAM_NATIVE", folder.toString()), CHECKOUT, service);
  }
}
