package io.meanstream.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/** A value that is not allowed ends a service's start in a line that says so, with exit code 2. */
class WrongConfigurationIT {

  private static final int PATIENCE_SECONDS = 60;

  @TempDir Path folder;

  @ParameterizedTest(name = "{0}: {1}={2}")
  @CsvFileSource(resources = "wrong-configurations.csv", delimiter = '|', numLinesToSkip = 1)
  void aWrongValueEndsTheStart(String service, String key, String value, String said)
      throws IOException, InterruptedException {
    // Given
    Path jar = Meanstream.ROOT.resolve(service + "/target/quarkus-app/quarkus-run.jar");
    Path output = folder.resolve("output");

    // When
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-XX:TieredStopAtLevel=1",
                "-D%s=%s".formatted(key, value),
                "-Dquarkus.http.port=0",
                "-jar",
                jar.toString())
            .directory(Meanstream.ROOT.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();

    // Then
    try {
      assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).as("it ends").isTrue();
      assertThat(Files.readString(output)).contains(key + " " + said).doesNotContain("\tat ");
      assertThat(process.exitValue()).isEqualTo(2);
    } finally {
      process.destroyForcibly();
    }
  }
}
