package io.meanstream.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/** A user's mistake results in one line and exit code 2, without a stack trace. */
@ExtendWith(Cluster.class)
class MistakesIT {

  @TempDir static Path files;
  @TempDir static Path nothingUp;

  @BeforeAll
  static void makeFiles() throws IOException {
    WrongFiles.in(files);
  }

  @ParameterizedTest(name = "meanstream {0}")
  @CsvFileSource(resources = "wrong-commands.csv", delimiter = '|', numLinesToSkip = 1)
  void aWrongCommandIsNamed(String command, String said) {
    assertMistake(new Meanstream(nothingUp), said, command.split(" "));
  }

  @ParameterizedTest(name = "meanstream {0}")
  @CsvFileSource(resources = "wrong-requests.csv", delimiter = '|', numLinesToSkip = 1)
  void anInvalidRequestToARunningClusterIsExplained(String command, String said) {
    assertMistake(Cluster.meanstream(), said, command.split(" "));
  }

  @ParameterizedTest(name = "validate {0}")
  @CsvFileSource(resources = "wrong-files.csv", delimiter = '|', numLinesToSkip = 1)
  void aWrongFileIsReportedWithoutACluster(String file, String said) {
    assertMistake(new Meanstream(nothingUp), said, "validate", path(file));
  }

  @ParameterizedTest(name = "ingest {0}")
  @Tag("thorough")
  @CsvFileSource(resources = "wrong-files.csv", delimiter = '|', numLinesToSkip = 1)
  void aWrongFileIsReportedOnIngest(String file, String said) {
    assertMistake(Cluster.meanstream(), said, "ingest", path(file));
  }

  @Test
  @Tag("thorough")
  void aDemoEndsWithTheMistake() {
    Meanstream.Outcome demo =
        new Meanstream(nothingUp).run("demo", "--once", "--data", path("trips.csv"));

    assertThat(demo.exit()).as(demo.err()).isEqualTo(2);
    assertThat(demo.out()).isEmpty();
    assertThat(demo.err()).doesNotContain("Exception");
    assertThat(demo.err().lines().filter(line -> !line.startsWith("start ")))
        .as("apart from the start messages")
        .singleElement()
        .asString()
        .startsWith("meanstream: trips.csv: does not match dataset rides")
        .endsWith("; choose another dataset with --dataset ('./meanstream datasets' lists them)");
  }

  @Test
  void aHeaderAloneHasNoRows() {
    assertThat(new Meanstream(nothingUp).json("validate", path("header.csv")).get("read").asInt())
        .isZero();
    assertThat(
            Cluster.meanstream()
                .json("ingest", path("header.csv"))
                .get("balance")
                .get("read")
                .asInt())
        .isZero();
  }

  private static String path(String file) {
    return files.resolve(file).toString();
  }

  private static void assertMistake(Meanstream meanstream, String said, String... command) {
    Meanstream.Outcome outcome = meanstream.run(command);

    assertThat(outcome.exit()).as(outcome.err()).isEqualTo(2);
    assertThat(outcome.out()).isEmpty();
    assertThat(outcome.messages())
        .singleElement()
        .asString()
        .startsWith("meanstream: ")
        .contains(said);
    assertThat(outcome.err()).doesNotContain("Exception");
  }
}
