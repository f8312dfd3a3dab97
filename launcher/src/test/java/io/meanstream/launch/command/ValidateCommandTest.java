package io.meanstream.launch.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.meanstream.cluster.pipeline.Home;
import io.meanstream.launch.show.Console;
import io.meanstream.launch.show.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ValidateCommandTest {

  private static final Path CHECKOUT = Path.of("..").toAbsolutePath().normalize();
  private static final String ROWS =
      """
      ride_id,started_at,ended_at
      a,2020-05-01 10:00:00,2020-05-01 11:00:00
      b,,2020-05-01 11:00:00
      c
      """;

  @TempDir Path folder;
  private Path rides;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @BeforeEach
  void rides() throws IOException {
    rides = Files.writeString(folder.resolve("rides.csv"), ROWS);
  }

  @Test
  void jsonHoldsTheWholeReport() throws Exception {
    // When
    int exit = validate("--format", "json", rides.toString());

    // Then
    assertThat(exit).isEqualTo(1);
    assertThat(Json.parse(out()).path("sources").path(0).path("examples").toString())
        .isEqualTo(
            "[{\"row\":2,\"line\":3,\"field\":\"started_at\",\"rule\":\"required\","
                + "\"message\":\"there is no value\",\"raw\":\"b,,2020-05-01 11:00:00\"},"
                + "{\"row\":3,\"line\":4,\"field\":\"\",\"rule\":\"columns\","
                + "\"message\":\"1 field, but the header has 3\",\"raw\":\"c\"}]");
    assertThat(Json.parse(out()).fieldNames())
        .toIterable()
        .containsExactly(
            "sources",
            "failed",
            "skipped",
            "read",
            "accepted",
            "rejected",
            "rejectedByRule",
            "ambiguousTimes");
    assertThat(Json.parse(out()).path("rejectedByRule").toString())
        .isEqualTo("{\"columns\":1,\"required\":1}");
  }

  @Test
  void aTableShowsTheFirstRejectOfEachRule() {
    // When
    int exit = validate(rides.toString());

    // Then
    assertThat(exit).isEqualTo(1);
    assertThat(out())
        .contains(
            "rides.csv:3: the first of 1 rejected by required: started_at: there is no value",
            "rides.csv:4: the first of 1 rejected by columns: 1 field, but the header has 3");
    assertThat(err()).contains("3 read = 1 accepted + 2 rejected");
  }

  @Test
  void csvHasALineForEachSource() {
    // When
    validate("--format", "csv", rides.toString());

    // Then
    assertThat(out().lines())
        .containsExactly("source,read,accepted,rejected,ambiguousTimes", "rides.csv,3,1,2,0");
  }

  @Test
  void aFileWithoutRejectsExitsWith0() throws IOException {
    // Given
    Files.writeString(rides, ROWS.substring(0, ROWS.indexOf("b,")));

    // When, Then
    assertThat(validate(rides.toString())).isZero();
  }

  @Test
  void ifNoSourceIsReadableEachIsNamedWithExitCode2() throws IOException {
    // Given
    Path empty = Files.createFile(folder.resolve("empty.csv"));
    Path other = Files.createFile(folder.resolve("other.csv"));

    // When
    int exit = validate(empty.toString(), other.toString());

    // Then
    assertThat(exit).isEqualTo(2);
    assertThat(out()).isEmpty();
    assertThat(err().lines())
        .containsExactly("meanstream: empty.csv: is empty", "other.csv: is empty");
  }

  @Test
  void aFileOfAnotherDatasetSaysHowToChooseIt() throws IOException {
    Path levels = Files.writeString(folder.resolve("levels.csv"), "station,level\nDam,112\n");

    assertThat(validate(levels.toString())).isEqualTo(2);
    assertThat(err())
        .startsWith("meanstream: levels.csv: does not match dataset rides: missing columns ")
        .endsWith(
            "; choose another dataset with --dataset ('./meanstream datasets' lists them)"
                + System.lineSeparator());
  }

  private int validate(String... arguments) {
    String[] words = new String[arguments.length + 1];
    words[0] = "validate";
    System.arraycopy(arguments, 0, words, 1, arguments.length);
    return Commands.run(new Home(CHECKOUT, folder), Console.of(out, err, 0), words);
  }

  private String out() {
    return out.toString(StandardCharsets.UTF_8);
  }

  private String err() {
    return err.toString(StandardCharsets.UTF_8);
  }
}
