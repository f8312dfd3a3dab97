package io.meanstream.launch.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.meanstream.cluster.pipeline.Home;
import io.meanstream.launch.show.Console;
import io.meanstream.launch.show.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CommandsTest {

  private static final Path CHECKOUT = Path.of("..").toAbsolutePath().normalize();

  @TempDir Path state;
  private Home home;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @BeforeEach
  void home() {
    home = new Home(CHECKOUT, state);
  }

  @ParameterizedTest(name = "meanstream {0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          frobnicate                            | unknown command: frobnicate
          demo --frobnicate                     | Unknown option: '--frobnicate'
          demo --data no/such/file.csv          | no such file or folder: no/such/file.csv
          demo --dataset tides                  | no dataset is named tides; known: citibike-jc, rides, taxi-green, taxi-yellow, tweets, users
          demo --datasets no/such/folder        | no folder of dataset definitions
          up --with mysql                       | expected one of [POSTGRES] (case-insensitive) but was 'mysql'
          up --without kafka                    | expected one of [ingestor, persister, stats-api, scheduler, spark] but was 'kafka'
          restart kafka-1                       | nothing is up: start it with './meanstream up'
          restart                               | Missing required parameter: 'PROCESS'
          sample --rides many                   | 'many'
          sample --from 2020-01-02 --to 2020-01-01 | no day lies in [2020-01-02, 2020-01-01)
          averages                              | Missing required option: '--period=PERIOD'
          averages --period fortnight           | no period is named fortnight; known: hour, day
          averages --period day                 | nothing is up: start it with './meanstream up'
          rejects                               | nothing is up: start it with './meanstream up'
          rejects --format xml                  | expected one of [TABLE, CSV, JSON] (case-insensitive) but was 'xml'
          aggregate                             | nothing is up: start it with './meanstream up'
          ingest                                | Missing required parameter: 'PATH'
          ingest no/such/file.csv               | no such file or folder: no/such/file.csv
          ingest --charset x pom.xml            | nothing is up: start it with './meanstream up'
          ingest https://localhost/rides.csv    | nothing is up: start it with './meanstream up'
          ingest kaggle:rides                   | kaggle:rides: write kaggle:owner/dataset
          ingest --sha256 abc pom.xml           | --sha256 is for one downloaded file; there are 0
          ingest --sha256 abc https://a/b.csv   | --sha256: "abc" is not 64 hexadecimal digits
          ingest --allow-origin mirror pom.xml  | --allow-origin: mirror is not an origin such as http://mirror.internal:8000
          ingest --max-download 0 pom.xml       | --max-download: 0 is below 1
          datasets new https://127.0.0.1/a.csv  | https://127.0.0.1 is at 127.0.0.1, which is not a public address
          datasets new http://a.example/a.csv   | http://a.example is not encrypted; use https, or allow this origin
          datasets ddl rides                    | dataset rides has no table: its definition has no source.postgres
          datasets ddl boats                    | no dataset is named boats; known:
          validate --charset x pom.xml          | charset: "x"
          validate --delimiter ab pom.xml       | delimiter: "ab"
          cancel                                | Missing required parameter: 'ID'
          cancel x                              | nothing is up: start it with './meanstream up'
          try                                   | nothing is up: start it with './meanstream up'
          try no/such/file.csv                  | no such file or folder: no/such/file.csv
          retry x                               | nothing is up: start it with './meanstream up'
          replay x --charset y                  | nothing is up: start it with './meanstream up'
          status --format xml                   | expected one of [TABLE, CSV, JSON] (case-insensitive) but was 'xml'
          status --watch 0                      | --watch: 0 is less than one second
          logs frobnicator                      | no log of frobnicator: nothing was started yet
          reset                                 | confirm with --yes
          """)
  void aMistakeIsOneLineWithExitCode2(String command, String told) {
    int exit = run(command.split(" "));

    assertThat(exit).isEqualTo(2);
    assertThat(out()).isEmpty();
    assertThat(err()).startsWith("meanstream: ").contains(told).hasLineCount(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "demo",
        "up",
        "down",
        "status",
        "logs",
        "restart",
        "try",
        "ingest",
        "cancel",
        "retry",
        "replay",
        "aggregate",
        "averages",
        "rejects",
        "datasets",
        "sample",
        "reset",
        "doctor"
      })
  void everyCommandHasHelp(String command) {
    int exit = run(command, "--help");

    assertThat(exit).isZero();
    assertThat(out()).startsWith("Usage: meanstream " + command);
    assertThat(err()).isEmpty();
  }

  @Test
  void hidesTheSupervisorFromUsers() {
    run("--help");

    assertThat(out()).contains("demo").doesNotContain("supervise");
  }

  @Test
  void statusWorksWithNothingUp() throws Exception {
    int exit = run("status", "--format", "json");

    JsonNode status = Json.parse(out());
    assertThat(exit).isZero();
    assertThat(status.path("services")).isEmpty();
    assertThat(status.path("balance").isNull()).isTrue();
  }

  @Test
  void watchShowsTheStatusUntilItIsInterrupted() throws Exception {
    Thread watching = new Thread(() -> run("status", "--watch", "1"));
    watching.start();

    await().atMost(Duration.ofMinutes(1)).until(() -> out().split("Nothing is up", -1).length > 2);
    watching.interrupt();

    watching.join(60_000);
    assertThat(watching.isAlive()).isFalse();
    assertThat(err()).isEmpty();
  }

  @Test
  void doctorAdvisesOnAnInvalidDefinition() throws Exception {
    Path folder = Files.createDirectory(state.resolve("datasets"));
    Files.writeString(folder.resolve("tides.yaml"), "name: tides\ntime: at\n");

    int exit =
        run("doctor", "--ports", "auto", "--datasets", folder.toString(), "--format", "json");

    JsonNode findings = Json.parse(out()).path("findings");
    assertThat(exit).isEqualTo(1);
    assertThat(findings.findValuesAsText("check"))
        .contains(
            "jdk", "memory", "disk", "clock", "spark", "definitions", "ports", "kafka", "store");
    assertThat(findings)
        .filteredOn(finding -> finding.path("check").asText().equals("definitions"))
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.path("state").asText()).isEqualTo("error");
              assertThat(finding.path("found").asText()).contains("tides.yaml");
              assertThat(finding.path("advice").asText()).startsWith("correct them");
            });
  }

  @Test
  void downSucceedsWithNothingUp() {
    assertThat(run("down")).isZero();
  }

  @Test
  void listsTheShippedDatasets() throws Exception {
    run("datasets", "--format", "json");

    JsonNode rides = Json.parse(out()).path("items").path(1);
    assertThat(rides.path("name").asText()).isEqualTo("rides");
    assertThat(rides.path("zone").asText()).isEqualTo("America/Chicago");
    assertThat(rides.path("measures").path(1).toString())
        .isEqualTo("{\"name\":\"distance\",\"unit\":\"km\"}");
    assertThat(rides.path("groups").path(3).toString())
        .isEqualTo("{\"by\":[\"start_station_name\"],\"finest\":\"day\"}");
  }

  @Test
  void aSampleContainsOnlyRows() {
    int exit = run("sample", "--rides", "10", "--seed", "5");

    assertThat(exit).isZero();
    assertThat(out()).startsWith("ride_id,").hasLineCount(11);
    assertThat(err()).isEmpty();
  }

  private int run(String... arguments) {
    return Commands.run(home, Console.of(out, err, 0), arguments);
  }

  private String out() {
    return out.toString(StandardCharsets.UTF_8);
  }

  private String err() {
    return err.toString(StandardCharsets.UTF_8);
  }

  @ParameterizedTest
  @ValueSource(strings = {"datasets", "datasets --format json", "--help"})
  void aResultThatCannotBeWrittenIsAFailure(String command) {
    OutputStream full =
        new OutputStream() {
          @Override
          public void write(int any) throws IOException {
            throw new IOException("No space left on device");
          }
        };

    int exit = Commands.run(home, Console.of(full, err, 0), command.split(" "));

    assertThat(exit).isOne();
    assertThat(err.toString(StandardCharsets.UTF_8))
        .isEqualTo(
            "meanstream: cannot write to standard output: the result is incomplete"
                + System.lineSeparator());
  }
}
