package io.meanstream.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A user's mistake is answered in one line, with exit code 2 and without a stack trace. */
class MistakesIT {

  @TempDir Path home;

  @ParameterizedTest(name = "meanstream {0}")
  @CsvSource({
    "frobnicate, frobnicate",
    "demo --frobnicate, --frobnicate",
    "demo --once --data no/such/file.csv, no/such/file.csv",
    "demo --once --dataset tides, tides",
    "sample --rides many, many",
    "averages --period fortnight, fortnight",
    "ingest no/such/file.csv, no/such/file.csv",
    "validate no/such/file.csv, no/such/file.csv",
    "validate --dataset tides ., tides",
    "validate --charset Klingon ., Klingon",
    "status --format xml, xml",
    "logs frobnicator, frobnicator"
  })
  void aMistakeIsNamedInOneLine(String command, String named) {
    Meanstream.Outcome outcome = new Meanstream(home).run(command.split(" "));

    assertThat(outcome.exit()).as(outcome.err()).isEqualTo(2);
    assertThat(outcome.out()).isEmpty();
    assertThat(outcome.err()).contains(named).doesNotContain("Exception").doesNotContain("\tat ");
    assertThat(outcome.err().lines().filter(line -> !line.isBlank())).hasSize(1);
  }
}
