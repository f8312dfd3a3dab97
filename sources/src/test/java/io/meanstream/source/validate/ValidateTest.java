package io.meanstream.source.validate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ValidateTest {

  private static final String HEADER = "ride_id,started_at,ended_at,start_station_name,colour\n";

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @TempDir Path folder;

  @Test
  void everyRowIsAccountedForWithAnExampleOfEachRule() throws Exception {
    // Given
    Path file =
        Files.writeString(
            folder.resolve("a.csv"),
            HEADER
                + "a,2020-11-01 01:30:00,2020-11-01 03:00:00,X,red\n"
                + "b,never,2020-11-01 03:00:00,X,red\n"
                + "c,ever,2020-11-01 03:00:00,X,red\n"
                + "d\n");
    Path other =
        Files.writeString(
            folder.resolve("b.csv"), HEADER + "a,2020-05-01 10:00:00,2020-05-01 11:00:00,X,\n");

    // When
    int exit = run(file.toString(), other.toString());

    // Then
    JsonNode report = new ObjectMapper().readTree(out.toByteArray());
    JsonNode first = report.path("sources").path(0);
    assertThat(exit).isEqualTo(1);
    assertThat(first.path("source").asText()).isEqualTo("a.csv");
    assertThat(first.path("unknownColumns").toString()).isEqualTo("[\"colour\"]");
    assertThat(first.path("missingColumns").toString()).startsWith("[\"rideable_type\",");
    assertThat(first.path("examples").path(0).toString())
        .isEqualTo(
            "{\"row\":2,\"line\":3,\"field\":\"started_at\",\"rule\":\"type\",\"message\":"
                + "\"\\\"never\\\" is not a timestamp (yyyy-MM-dd HH:mm:ss[.fraction] or ISO 8601"
                + " with an offset or Z), nor M/d/yyyy H:mm[:ss]\","
                + "\"raw\":\"b,never,2020-11-01 03:00:00,X,red\"}");
    assertThat(first.path("examples")).hasSize(2);
    assertThat(report.path("read").asLong()).isEqualTo(5);
    assertThat(report.path("accepted").asLong()).isEqualTo(2);
    assertThat(report.path("rejected").asLong()).isEqualTo(3);
    assertThat(report.path("rejectedByRule").toString()).isEqualTo("{\"columns\":1,\"type\":2}");
    assertThat(report.path("ambiguousTimes").asLong()).isEqualTo(1);
  }

  @Test
  void aSourceThatCannotBeReadDoesNotHoldUpTheOthers() throws Exception {
    // Given
    Path read = Files.createDirectory(folder.resolve("read"));
    Files.writeString(read.resolve("a.csv"), "");
    Files.writeString(
        read.resolve("b.csv"), HEADER + "a,2020-05-01 10:00:00,2020-05-01 11:00:00,X,\n");
    Files.writeString(read.resolve("c.zip"), "cut");
    Files.writeString(read.resolve("d.pdf"), "");

    // When
    int exit = run(folder.resolve("absent").toString(), read.toString());

    // Then
    JsonNode report = new ObjectMapper().readTree(out.toByteArray());
    assertThat(exit).isEqualTo(1);
    assertThat(report.path("accepted").asLong()).isEqualTo(1);
    assertThat(report.path("failed")).hasSize(3);
    assertThat(report.path("failed").path(1).toString())
        .isEqualTo("{\"source\":\"a.csv\",\"error\":\"a.csv: is empty\"}");
    assertThat(report.path("failed").path(2).path("source").asText()).isEqualTo("c.zip");
    assertThat(report.path("skipped")).hasSize(1);
    assertThat(report.path("skipped").path(0).path("source").asText()).isEqualTo("d.pdf");
  }

  @Test
  void aHeaderAloneIsAFileOfNoRows() throws Exception {
    // When
    int exit = run(Files.writeString(folder.resolve("a.csv"), HEADER).toString());

    // Then
    assertThat(exit).isZero();
    assertThat(new ObjectMapper().readTree(out.toByteArray()).path("read").asLong()).isZero();
  }

  @Test
  void anotherCharsetIsTakenFromTheCommandLine() throws Exception {
    // Given
    Path file = folder.resolve("a.csv");
    Files.write(
        file,
        (HEADER + "a,2020-05-01 10:00:00,2020-05-01 11:00:00,Caf\u00E9,\n")
            .getBytes(StandardCharsets.ISO_8859_1));

    // When, Then
    assertThat(run(file.toString())).isEqualTo(1);
    assertThat(run("--charset", "windows-1252", file.toString())).isZero();
  }

  @Test
  void aMistakeIsOneLineAndNoReport() throws Exception {
    // Given
    Path empty = Files.createFile(folder.resolve("empty.csv"));

    // When, Then
    assertMistake("no path is given");
    assertMistake("there is no option --x", "--x");
    assertMistake(
        "charset: \"x\" is no charset; it has to be one such as windows-1252",
        "--charset",
        "x",
        "a");
    assertMistake(
        "delimiter: \"ab\" is no delimiter; it has to be one ASCII character but a quote, or tab",
        "--delimiter",
        "ab",
        "a");
    assertMistake("there is no dataset x", "--dataset", "x", "a");
    assertMistake("--charset needs a value", "a", "--charset");
    assertMistake("empty.csv: is empty", empty.toString());
    assertMistake(
        folder.resolve("absent") + ": there is no such file", folder.resolve("absent").toString());
  }

  private void assertMistake(String message, String... words) {
    out.reset();
    err.reset();
    assertThat(run(words)).isEqualTo(2);
    assertThat(err.toString(StandardCharsets.UTF_8).strip()).isEqualTo(message);
    assertThat(out.size()).isZero();
  }

  private int run(String... words) {
    List<String> all = new ArrayList<>(List.of("--datasets", "../datasets", "--dataset", "rides"));
    all.addAll(List.of(words));
    return Validate.run(
        new PrintStream(out, true, StandardCharsets.UTF_8),
        new PrintStream(err, true, StandardCharsets.UTF_8),
        all.toArray(String[]::new));
  }
}
