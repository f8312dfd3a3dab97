package io.meanstream.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.meanstream.testing.RealData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@code validate} reports about files without a running cluster. */
class ValidateIT {

  private static final String HEADER = "ride_id,started_at,ended_at\n";

  @TempDir Path home;

  @Test
  void rejectsAreCountedByRuleWithAnExampleEach() throws IOException {
    Path file = home.resolve("rides.csv");
    Files.writeString(
        file,
        """
        ride_id;started_at;ended_at;start_lat
        A;2020-11-01 01:30:00;2020-11-01 02:30:00;41.9
        B;2020-02-30 08:00:00;2020-02-29 08:10:00;41.9
        C;2020-03-01 08:00:00;2020-03-01 08:10:00;141.9
        ;2020-03-01 09:00:00;2020-03-01 09:10:00;41.9
        """);

    Meanstream.Outcome outcome =
        new Meanstream(home).run("validate", file.toString(), "--format", "json");

    assertThat(outcome.exit()).as(outcome.err()).isEqualTo(1);
    JsonNode source = outcome.json().get("sources").get(0);
    assertThat(source.get("read").asInt()).isEqualTo(4);
    assertThat(source.get("accepted").asInt()).isEqualTo(1);
    assertThat(source.get("rejectedByRule").toString())
        .isEqualTo("{\"max\":1,\"required\":1,\"type\":1}");
    assertThat(source.get("ambiguousTimes").asInt()).as("01:30 occurs twice").isEqualTo(1);
    assertThat(source.get("examples")).hasSize(3);
  }

  @Test
  void aFolderIsReadDespiteUnreadableFiles() throws IOException {
    Path folder = Files.createDirectory(home.resolve("rides"));
    Files.writeString(
        folder.resolve("a.csv"), HEADER + "A,2020-05-01 08:00:00,2020-05-01 08:10:00\n");
    Files.writeString(folder.resolve("b.zip"), "cut");
    Files.writeString(folder.resolve("c.pdf"), "");

    Meanstream.Outcome outcome = new Meanstream(home).run("validate", folder.toString());

    assertThat(outcome.exit()).as(outcome.err()).isEqualTo(1);
    assertThat(outcome.out())
        .contains("failed: b.zip: the archive is broken")
        .contains("c.pdf: skipped: its name does not end in one of");
    assertThat(outcome.err()).contains("1 read = 1 accepted + 0 rejected");
  }

  @Test
  @Tag("thorough")
  void sparkChecksTheExpressionsOnRequest() throws IOException {
    Path file = Files.writeString(home.resolve("rides.csv"), HEADER);
    Path definitions = Files.createDirectory(home.resolve("definitions"));
    Files.writeString(
        definitions.resolve("rides.yaml"),
        Files.readString(Meanstream.ROOT.resolve("datasets/rides.yaml"))
            .replace("expression: (unix_micros(ended_at)", "expression: (unix_macros(ended_at)"));
    Meanstream meanstream = new Meanstream(home);

    JsonNode right = meanstream.json("validate", file.toString(), "--expressions");
    Meanstream.Outcome wrong =
        meanstream.run(
            "validate",
            file.toString(),
            "--expressions",
            "--datasets",
            definitions.toString(),
            "--format",
            "json");

    assertThat(right.get("sources").get(0).get("source").asText()).isEqualTo("rides.csv");
    assertThat(right.get("read").asInt()).isZero();
    assertThat(wrong.exit()).isEqualTo(2);
    assertThat(wrong.out()).isEmpty();
    assertThat(wrong.messages())
        .singleElement()
        .asString()
        .startsWith("meanstream: rides.yaml: measures.duration.expression: ")
        .contains("`unix_macros`");
    assertThat(wrong.err()).doesNotContain("Exception");
  }

  @ParameterizedTest(name = "{1}: {3} of {2} rows")
  @Tag("thorough")
  @CsvSource({
    "rides, divvy/202004-divvy-tripdata.csv, 84776, 84776",
    "rides, divvy/202102-divvy-tripdata.csv, 49622, 49622",
    "rides, divvy-variants/iso_sample_Divvy_Trips_2019_Q4.csv, 1000, 1000",
    "rides, divvy-variants/excel_202110-divvy-tripdata.csv, 16373, 16373",
    "rides, divvy-variants/semicolon_eu_Divvy_Trips_2020_Q1.csv, 9999, 0",
    "citibike-jc, citibike-jc/JC-202102-citibike-tripdata.csv, 4881, 4881",
    "citibike-jc, citibike-jc/JC-202004-citibike-tripdata.csv, 9268, 9268"
  })
  void realFilesHaveTheirPublishedCounts(String dataset, String name, int rows, int accepted) {
    Path file = RealData.file(name);

    JsonNode report =
        new Meanstream(home)
            .run("validate", file.toString(), "--dataset", dataset, "--format", "json")
            .json();

    assertThat(report.get("read").asInt()).isEqualTo(rows);
    assertThat(report.get("accepted").asInt()).isEqualTo(accepted);
    assertThat(report.get("rejected").asInt()).isEqualTo(rows - accepted);
  }
}
