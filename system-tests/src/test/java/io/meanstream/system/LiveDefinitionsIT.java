package io.meanstream.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Definitions added to the folder of a running cluster. */
@ExtendWith(Cluster.class)
class LiveDefinitionsIT {

  @TempDir Path folder;

  @AfterEach
  void removeTheMistake() throws IOException {
    Files.deleteIfExists(Cluster.definitions().resolve("broken.yaml"));
  }

  @Test
  @Tag("thorough")
  void aNewDefinitionAndItsAddedFieldsTakeEffectWithoutARestart() throws IOException {
    // Given
    define("fields: {at: {type: timestamp}, level: {type: integer}}");
    ingest("one.csv", "at,level,wind\n2024-03-31 01:50,112,\n2024-03-31 04:00,118,\n");

    // When
    define(
        "fields: {at: {type: timestamp}, level: {type: integer}, wind: {type: double}}\n"
            + "measures: {level: {unit: cm, expression: level}, wind: {unit: m/s, expression: wind}}");
    ingest("two.csv", "at,level,wind\n2024-03-31 05:00,121,7.5\n");
    Files.writeString(Cluster.definitions().resolve("broken.yaml"), "name: broken\n");
    ingest("three.csv", "at,level,wind\n2024-03-31 06:00,125,2.5\n");
    Files.delete(Cluster.definitions().resolve("broken.yaml"));
    Cluster.meanstream().json("aggregate", "--dataset", "live-levels");

    // Then
    List<JsonNode> days = Cluster.averages("live-levels", "day", "");
    assertThat(days).hasSize(1);
    JsonNode day = days.get(0);
    assertThat(day.get("label").asText()).isEqualTo("2024-03-31");
    assertThat(day.get("count").asInt()).isEqualTo(4);
    assertThat(mean(day, "level")).as("of 112, 118, 121 and 125").isEqualTo(119);
    assertThat(mean(day, "wind")).as("of 7.5 and 2.5").isCloseTo(5, within(1e-9));
    assertThat(Cluster.meanstream().json("datasets").findValuesAsText("name"))
        .contains("live-levels");
  }

  private static double mean(JsonNode day, String measure) {
    return day.get("measures").get(measure).get("mean").asDouble();
  }

  private void define(String rest) throws IOException {
    Path finished =
        Files.writeString(
            folder.resolve("live-levels.yaml"),
            "name: live-levels%nsource: {zone: Europe/Amsterdam}%ntime: at%n%s%n".formatted(rest));
    Files.move(
        finished,
        Cluster.definitions().resolve("live-levels.yaml"),
        StandardCopyOption.REPLACE_EXISTING);
  }

  private void ingest(String name, String content) throws IOException {
    Path file = Files.writeString(folder.resolve(name), content);
    JsonNode report =
        Cluster.meanstream().json("ingest", file.toString(), "--dataset", "live-levels");
    JsonNode balance = report.get("balance");
    assertThat(balance.get("stored").asLong())
        .as(report.toString())
        .isEqualTo(content.lines().count() - 1)
        .isEqualTo(balance.get("read").asLong());
  }
}
