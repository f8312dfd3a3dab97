package io.meanstream.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs files, definitions and commands exactly as docs/datasets.md and docs/feeds.md print them.
 */
class OwnDatasetIT {

  @TempDir Path home;

  private Path data;
  private Path definitions;

  @BeforeEach
  void copyTheExampleFromTheDocument() throws IOException {
    String document = Files.readString(Meanstream.ROOT.resolve("docs/datasets.md"));
    data = Files.writeString(home.resolve("levels.csv"), block(document, "\n"));
    definitions = Files.createDirectory(home.resolve("my-datasets"));
    Files.writeString(definitions.resolve("levels.yaml"), block(document, "yaml\n"));
  }

  @Test
  void validateReportsTheTwoInvalidRows() {
    Meanstream.Outcome outcome =
        run("validate", data.toString(), "--dataset", "levels", "--format", "json");

    assertThat(outcome.exit()).as(outcome.err()).isEqualTo(1);
    JsonNode source = outcome.json().get("sources").get(0);
    assertThat(source.get("rejectedByRule").toString()).isEqualTo("{\"max\":1,\"type\":1}");
    assertThat(source.get("unknownColumns").toString()).isEqualTo("[\"quality\"]");
  }

  @Test
  @Tag("thorough")
  void theDemoAveragesTheTwoValidRows() {
    Meanstream.Outcome outcome =
        run("demo", "--once", "--dataset", "levels", "--data", data.toString(), "--format", "json");

    assertThat(outcome.exit()).as(outcome.err()).isZero();
    JsonNode day = outcome.json().get("day").get(0);
    assertThat(day.get("label").asText()).isEqualTo("2024-03-31");
    assertThat(day.get("count").asInt()).isEqualTo(2);
    assertThat(day.get("measures").get("level").get("mean").asDouble())
        .as("of 1.12 and 1.18")
        .isEqualTo(1.15);
    assertThat(outcome.json().get("balance").get("rejected").asInt()).isEqualTo(2);
  }

  @Test
  void numbersTimesAndMissingValuesAreReadAsDocumented() throws IOException {
    // Given
    String document = Files.readString(Meanstream.ROOT.resolve("docs/datasets.md"));
    String section = document.substring(document.indexOf("## Numbers, times and missing values"));
    Path gauge = Files.writeString(home.resolve("gauge.csv"), block(section, "\n"));
    Files.writeString(definitions.resolve("gauge.yaml"), block(section, "yaml\n"));

    // When
    Meanstream.Outcome outcome =
        run("validate", gauge.toString(), "--dataset", "gauge", "--format", "json");

    // Then
    assertThat(outcome.exit()).as(outcome.err()).isEqualTo(1);
    JsonNode source = outcome.json().get("sources").get(0);
    assertThat(source.get("accepted").asInt()).isEqualTo(2);
    assertThat(source.get("rejectedByRule").toString()).isEqualTo("{\"max\":1,\"type\":1}");
  }

  @Test
  void thePageOfAFeedIsReadAsDocumented() throws IOException {
    // Given
    String document = Files.readString(Meanstream.ROOT.resolve("docs/feeds.md"));
    Path page = Files.writeString(home.resolve("readings.json"), block(document, "json\n"));
    Files.writeString(definitions.resolve("readings.yaml"), block(document, "yaml\n"));

    // When
    Meanstream.Outcome outcome =
        run("validate", page.toString(), "--dataset", "readings", "--format", "json");

    // Then
    assertThat(outcome.exit()).as(outcome.err()).isZero();
    assertThat(outcome.json().get("sources").get(0).get("accepted").asInt()).isEqualTo(1);
  }

  private Meanstream.Outcome run(String command, String... arguments) {
    String[] all = new String[arguments.length + 3];
    all[0] = command;
    all[1] = "--datasets";
    all[2] = definitions.toString();
    System.arraycopy(arguments, 0, all, 3, arguments.length);
    return new Meanstream(home).run(all);
  }

  /** The first fenced block that starts with a text. */
  private static String block(String document, String fence) {
    Matcher matcher = Pattern.compile("```" + fence + "(.*?)```", Pattern.DOTALL).matcher(document);
    assertThat(matcher.find()).isTrue();
    return matcher.group(1);
  }
}
