package io.meanstream.launch.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.meanstream.cluster.pipeline.Home;
import io.meanstream.launch.show.Console;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NewDatasetCommandTest {

  private static final Path CHECKOUT = Path.of("..").toAbsolutePath().normalize();
  private static final String LEVELS =
      """
      station;measured at;level cm
      Dam;2024-03-31 01:50:00;112
      Dam;2024-03-31 03:00:00;118
      Quay;2024-03-31 03:00:00;99
      Quay;2024-03-31 04:00:00;NA
      """;

  @TempDir Path folder;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @Test
  void theDefinitionIsWrittenAndAcceptsTheFile() throws IOException {
    // Given
    Path file = Files.writeString(folder.resolve("levels.csv"), LEVELS);
    Path definitions = folder.resolve("new");

    // When
    int exit =
        run("datasets", "new", file.toString(), "--zone", "Europe/Berlin", "--into", definitions);
    int valid = run("validate", file.toString(), "--datasets", definitions, "--dataset", "levels");

    // Then
    assertThat(exit).as(err()).isZero();
    assertThat(valid).as(err()).isZero();
    assertThat(out()).startsWith(definitions.resolve("levels.yaml") + System.lineSeparator());
    assertThat(err())
        .contains("./meanstream validate " + file, "--dataset levels --data " + file)
        .contains("4 read = 4 accepted + 0 rejected");
    assertThat(definitions.resolve("levels.yaml"))
        .hasContent(
            """
            name: levels
            time: measured_at
            source: {zone: Europe/Berlin}
            fields:
              station: {type: string}
              measured_at: {type: timestamp}
              level_cm: {type: integer, nulls: ["NA"]}
            measures:
              level_cm: {unit: "cm", expression: level_cm}
            groups:
              - {by: []}
              - {by: [station]}
            """);
  }

  @Test
  void theDocumentShowsWhatIsPrinted() throws IOException {
    // Given
    String document = Files.readString(CHECKOUT.resolve("docs/datasets.md"));
    Path file = Files.writeString(folder.resolve("levels.csv"), block(document, ""));
    Path definitions = folder.resolve("my-datasets");

    // When
    run("datasets", "new", file.toString(), "--zone", "Europe/Amsterdam", "--into", definitions);

    // Then
    String printed = out().replace(definitions.toString(), "my-datasets") + err();
    assertThat(printed).startsWith(block(document, "console").replaceFirst("\\$ .*\n", ""));
  }

  private static String block(String document, String language) {
    Matcher found =
        Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL).matcher(document);
    assertThat(found.find()).isTrue();
    return found.group(1);
  }

  @Test
  void anExistingDefinitionIsNotOverwritten() throws IOException {
    // Given
    Path file = Files.writeString(folder.resolve("levels.csv"), LEVELS);
    Path there = Files.writeString(folder.resolve("levels.yaml"), "mine");

    // When
    int exit = run("datasets", "new", file.toString(), "--into", folder);

    // Then
    assertThat(exit).isEqualTo(2);
    assertThat(err())
        .isEqualToIgnoringNewLines(
            "meanstream: %s already exists; move it away, or choose another --name"
                .formatted(there));
    assertThat(there).hasContent("mine");
  }

  @Test
  void aFileWithoutATimeIsRefusedWithItsColumns() throws IOException {
    // Given
    Path file = Files.writeString(folder.resolve("a.csv"), "x,y\n1,2\n");

    // When
    int exit = run("datasets", "new", file.toString(), "--into", folder);

    // Then
    assertThat(exit).isEqualTo(2);
    assertThat(err()).contains("a.csv: no column looks like a time (columns: x, y)");
  }

  @Test
  void aZoneThatDoesNotExistIsRefused() throws IOException {
    Path file = Files.writeString(folder.resolve("levels.csv"), LEVELS);

    assertThat(run("datasets", "new", file.toString(), "--zone", "Mars")).isEqualTo(2);
    assertThat(err()).contains("--zone: \"Mars\" is not a time zone");
  }

  @Test
  void ofARemoteFileOnlyTheFirstLinesAreFetched() throws IOException {
    // Given
    AtomicLong sent = new AtomicLong();
    HttpServer server = HttpServer.create(new InetSocketAddress("localhost", 0), 0);
    server.createContext(
        "/levels.csv",
        exchange -> {
          exchange.sendResponseHeaders(200, 0);
          try (OutputStream out = exchange.getResponseBody()) {
            out.write("station;measured at;level cm\n".getBytes(StandardCharsets.UTF_8));
            byte[] rows =
                "Dam;2024-03-31 01:50:00;112\n".repeat(1000).getBytes(StandardCharsets.UTF_8);
            // more than anybody's disk holds, unless the reader hangs up
            while (sent.addAndGet(rows.length) < Long.MAX_VALUE / 2) {
              out.write(rows);
            }
          }
        });
    server.start();
    String origin = "http://localhost:" + server.getAddress().getPort();

    // When
    int refused = run("datasets", "new", origin + "/levels.csv", "--into", folder);
    int exit =
        run("datasets", "new", origin + "/levels.csv", "--into", folder, "--allow-origin", origin);
    server.stop(0);

    // Then
    assertThat(refused).isEqualTo(2);
    assertThat(err())
        .contains(origin + " is not encrypted; use https, or allow this origin")
        .contains("./meanstream ingest %s/levels.csv --dataset levels".formatted(origin));
    assertThat(exit).as(err()).isZero();
    assertThat(folder.resolve("levels.yaml")).content().contains("level_cm: {type: integer}");
    assertThat(sent.get()).isLessThan(64 << 20);
  }

  private int run(Object... words) {
    String[] all = java.util.Arrays.stream(words).map(Object::toString).toArray(String[]::new);
    return Commands.run(new Home(CHECKOUT, folder), Console.of(out, err, 0), all);
  }

  private String out() {
    return out.toString(StandardCharsets.UTF_8);
  }

  private String err() {
    return err.toString(StandardCharsets.UTF_8);
  }
}
