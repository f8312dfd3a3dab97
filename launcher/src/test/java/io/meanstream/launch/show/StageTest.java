package io.meanstream.launch.show;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class StageTest {

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @Test
  void overwritesTheLineOnATerminal() {
    Stage stage = Console.of(out, err, 80).stage("ingest");

    stage.update("1 row");
    stage.update("2 rows");

    assertThat(errors()).endsWith("\ringest     1 row\u001b[K\ringest     2 rows\u001b[K");
  }

  @Test
  void neverWrapsALineOnATerminal() {
    Stage stage = Console.of(out, err, 20).stage("ingest");

    stage.update("a text that is far too long for it");

    assertThat(errors()).endsWith("\ringest     a text t\u001b[K");
  }

  @Test
  void printsOnlyTheEndOfAShortStageElsewhere() {
    Stage stage = Console.of(out, err, 0).stage("ingest");

    stage.update("1 row");
    stage.done("2 rows");

    assertThat(errors())
        .matches("ingest     2 rows {2}\\(\\d+\\.\\d s\\)\\R")
        .doesNotContain("\u001b");
  }

  @Test
  void progressNeverGoesToStandardOutput() {
    Console.of(out, err, 80).stage("ingest").done("2 rows");

    assertThat(out.size()).isZero();
  }

  private String errors() {
    return err.toString(StandardCharsets.UTF_8);
  }
}
