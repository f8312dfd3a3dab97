package io.meanstream.launch.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.meanstream.cluster.pipeline.Home;
import io.meanstream.launch.show.Console;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DdlCommandTest {

  private static final Path CHECKOUT = Path.of("..").toAbsolutePath().normalize();

  @TempDir Path folder;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private String document;

  @BeforeEach
  void theDocument() throws IOException {
    document = Files.readString(CHECKOUT.resolve("docs/postgres.md"));
  }

  @Test
  void theDocumentShowsWhatIsPrinted() throws IOException {
    // Given
    Files.writeString(folder.resolve("readings.yaml"), block("yaml"));

    // When
    int exit = run();

    // Then
    assertThat(exit).as(err.toString(StandardCharsets.UTF_8)).isZero();
    assertThat(out.toString(StandardCharsets.UTF_8))
        .isEqualTo(block("console").replaceFirst("\\$ .*\n", ""));
  }

  @Test
  void aTableThatIsReadByAnAscendingColumnNeedsNothing() throws IOException {
    Files.writeString(
        folder.resolve("readings.yaml"),
        block("yaml").replace("table:", "ascending: at\n    table:"));

    assertThat(run()).isEqualTo(2);
    assertThat(err.toString(StandardCharsets.UTF_8))
        .contains("dataset readings needs no SQL: its table is read by the ascending column at");
  }

  private int run() {
    return Commands.run(
        new Home(CHECKOUT, folder),
        Console.of(out, err, 0),
        "datasets",
        "ddl",
        "readings",
        "--datasets",
        folder.toString());
  }

  private String block(String language) {
    Matcher found =
        Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL).matcher(document);
    assertThat(found.find()).isTrue();
    return found.group(1);
  }
}
