package io.meanstream.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** What a process loads to read the shipped definitions, one of which names zones. */
class StartTest {

  @Test
  void theNamesOfAllZonesAreLoadedOnlyForTexts() throws IOException, InterruptedException {
    // When
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xlog:class+load",
                "-cp",
                System.getProperty("java.class.path"),
                Loading.class.getName())
            .redirectErrorStream(true)
            .start();
    String loaded = new String(process.getInputStream().readAllBytes());

    // Then
    assertThat(process.waitFor()).as(loaded).isZero();
    assertThat(loaded)
        .contains("java.time.format.DateTimeFormatterBuilder")
        .doesNotContain("TimeZoneNameUtility");
  }

  static final class Loading {
    public static void main(String[] args) {
      Catalog.load(Path.of("..", "datasets"));
    }
  }
}
