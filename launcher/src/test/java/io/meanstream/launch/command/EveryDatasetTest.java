package io.meanstream.launch.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.meanstream.cluster.pipeline.Home;
import io.meanstream.cluster.pipeline.Service;
import io.meanstream.cluster.supervisor.ProcessId;
import io.meanstream.launch.api.FakeService;
import io.meanstream.launch.show.Console;
import io.meanstream.launch.show.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Commands without {@code --dataset}, against fixed answers of a fake service. */
class EveryDatasetTest {

  private static final String LEVELS = "/api/v1/datasets/levels/";
  private static final String TRIPS = "/api/v1/datasets/trips/";

  @TempDir Path folder;

  private final FakeService service = new FakeService();
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @BeforeEach
  void somethingIsUp() throws IOException {
    Path definitions = Files.createDirectory(folder.resolve("datasets"));
    for (String name : new String[] {"levels", "trips"}) {
      Files.writeString(
          definitions.resolve(name + ".yaml"),
          "name: %s%nsource: {zone: UTC}%ntime: at%nfields: {at: {type: timestamp}}%n"
              .formatted(name));
    }
    Files.writeString(folder.resolve("up.json"), Json.pretty(upState(definitions)));
    service
        .with(
            "/api/v1/datasets",
            200,
            """
            {"items": [{"name": "levels", "title": "Water levels"},
                       {"name": "trips", "title": "trips"}], "next": null}""")
        .with("/api/v1/balance?dataset=levels", 200, "{\"stored\": 2}")
        .with("/api/v1/balance?dataset=trips", 200, "{\"stored\": 1}")
        .with("/q/health/ready", 200, "{}");
  }

  private ObjectNode upState(Path definitions) {
    ObjectNode state = Json.object().put("store", "a store").put("up", true);
    state.set("supervisor", ProcessId.current().toJson());
    state.putObject("endpoints").put("datasets", definitions.toString()).put("tokenFile", "token");
    ObjectNode urls = state.putObject("urls");
    for (Service each : Service.values()) {
      urls.put(each.id(), service.uri().toString());
    }
    return state;
  }

  @AfterEach
  void stop() {
    service.close();
  }

  @Test
  void averagesHaveOneHeadingPerDataset() {
    service
        .with(LEVELS + "averages?period=day", 200, averages("levels", "2024-03-31"))
        .with(TRIPS + "averages?period=day", 200, averages("trips", "2020-04-01"));

    assertThat(run("averages", "--period", "day")).isZero();

    assertThat(out())
        .isEqualTo(
            """
            Water levels (levels)
            day         rows  excluded  state
            2024-03-31     2         0  complete

            trips
            day         rows  excluded  state
            2020-04-01     2         0  complete
            """);
  }

  @Test
  void aDatasetWithoutRowsIsOneLine() {
    service
        .with(LEVELS + "averages?period=day", 200, averages("levels", "2024-03-31"))
        .with(TRIPS + "averages?period=day", 200, "{\"items\": [], \"next\": null}")
        .with("/api/v1/balance?dataset=trips", 200, "{\"stored\": 0}");

    assertThat(run("averages", "--period", "day")).isZero();

    assertThat(out()).endsWith("complete\nno averages of trips by day: it has no rows yet\n");
  }

  @Test
  void averagesAsJsonHaveOneDocumentPerDataset() throws Exception {
    service
        .with(LEVELS + "averages?period=day", 200, averages("levels", "2024-03-31"))
        .with(TRIPS + "averages?period=day", 200, averages("trips", "2020-04-01"));

    assertThat(run("averages", "--period", "day", "--format", "json")).isZero();

    JsonNode documents = Json.parse(out()).path("datasets");
    assertThat(documents.findValuesAsText("dataset")).containsExactly("levels", "trips");
    assertThat(documents.path(1).path("items").path(0).path("label").asText())
        .isEqualTo("2020-04-01");
    assertThat(documents.path(1).path("next").isNull()).isTrue();
  }

  @Test
  void skipsAnUnsuitableDatasetWithANote() throws Exception {
    service
        .with(LEVELS + "averages?period=day&group=rider", 400, "{\"detail\": \"group: no\"}")
        .with(TRIPS + "averages?period=day&group=rider", 200, averages("trips", "2020-04-01"));

    assertThat(run("averages", "--period", "day", "--group", "rider", "--format", "json")).isZero();

    assertThat(Json.parse(out()).path("datasets").findValuesAsText("dataset"))
        .containsExactly("trips");
    assertThat(err()).isEqualTo("skipped levels: group: no\n");
  }

  @Test
  void aQueryThatSuitsNoDatasetIsAMistake() {
    service
        .with(LEVELS + "averages?period=day&from=x", 400, "{\"detail\": \"from: no date\"}")
        .with(TRIPS + "averages?period=day&from=x", 400, "{\"detail\": \"from: no date\"}");

    assertThat(run("averages", "--period", "day", "--from", "x")).isEqualTo(2);

    assertThat(out()).isEmpty();
    assertThat(err()).isEqualTo("meanstream: from: no date\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"averages --period day --format csv", "rejects --format csv"})
  void csvNeedsASingleDataset(String command) {
    assertThat(run(command.split(" "))).isEqualTo(2);

    assertThat(out()).isEmpty();
    assertThat(err())
        .isEqualTo(
            "meanstream: CSV output covers one dataset: add --dataset with one of levels, trips\n");
  }

  @Test
  void rejectsHaveOneHeadingPerDatasetWithRejects() {
    service
        .with(LEVELS + "rejects", 200, "{\"items\": [], \"next\": null}")
        .with(
            TRIPS + "rejects",
            200,
            """
            {"items": [{"source": "a\\tb.csv", "line": 3, "rule": "type", "field": "at",
                        "message": "no time"}], "next": null}""");

    assertThat(run("rejects")).isZero();

    assertThat(out())
        .isEqualTo(
            """
            no rejects of levels
            trips
            source    line  rule  field  message
            a\\tb.csv     3  type  at     no time
            """);
  }

  @Test
  void looksForAFileInEveryDataset() {
    service
        .with("/api/v1/ingestions?dataset=levels", 200, "{\"items\": [], \"next\": null}")
        .with(
            "/api/v1/ingestions?dataset=trips",
            200,
            "{\"items\": [{\"id\": \"i1\", \"source\": \"a.csv\"}], \"next\": null}")
        .with(TRIPS + "rejects?ingestion=i1&format=csv", 200, "at,reject.rule\r\nx,type\r\n");

    assertThat(run("rejects", "--file", "a.csv", "--format", "csv")).isZero();
    assertThat(out()).isEqualTo("at,reject.rule\r\nx,type\r\n");
    assertThat(run("rejects", "--file", "b.csv")).isEqualTo(2);
    assertThat(err()).isEqualTo("meanstream: no file is named b.csv\n");
  }

  @Test
  void aggregatesAllDatasetsInTurn() throws Exception {
    service
        .with("/api/v1/runs", 202, done("levels", 2))
        .then("/api/v1/runs", 202, done("trips", 1));

    assertThat(run("aggregate", "--format", "json")).isZero();

    JsonNode document = Json.parse(out());
    assertThat(document.path("runs").findValuesAsText("dataset"))
        .containsExactly("levels", "trips");
    assertThat(document.path("runs").findValuesAsText("rowsRead")).containsExactly("2", "1");
    assertThat(document.path("failed")).isEmpty();
  }

  @Test
  void aFailedRunDoesNotStopTheOthers() throws Exception {
    service
        .with("/api/v1/runs", 202, failed("no space"))
        .then("/api/v1/runs", 202, done("trips", 1));

    assertThat(run("aggregate", "--format", "json")).isEqualTo(1);

    JsonNode document = Json.parse(out());
    assertThat(document.path("runs").findValuesAsText("dataset")).containsExactly("trips");
    assertThat(document.path("failed").toString())
        .isEqualTo("[{\"dataset\":\"levels\",\"error\":\"run r1: no space\"}]");
    assertThat(err()).endsWith("meanstream: levels: run r1: no space\n");
  }

  @Test
  void skipsADatasetWithoutRows() throws Exception {
    service
        .with("/api/v1/balance?dataset=levels", 200, "{\"stored\": 0}")
        .with("/api/v1/runs", 202, done("trips", 1));

    assertThat(run("aggregate")).isZero();

    assertThat(out().lines().skip(1)).hasSize(1).allMatch(line -> line.startsWith("trips "));
    assertThat(err()).startsWith("levels has no rows yet\n");
  }

  @Test
  void aRequestThatEveryRunRefusesIsAMistake() {
    service.with("/api/v1/runs", 400, "{\"detail\": \"from: no date\"}");

    assertThat(run("aggregate", "--from", "x")).isEqualTo(2);

    assertThat(err()).isEqualTo("meanstream: from: no date\n");
  }

  private static String averages(String dataset, String day) {
    return """
    {"dataset": "%s", "period": "day", "next": null, "items": [
      {"label": "%s", "group": {}, "count": 2, "excluded": {}, "over": true, "complete": true,
       "late": 0, "measures": {}}]}"""
        .formatted(dataset, day);
  }

  private static String done(String dataset, int rows) {
    return """
    {"id": "r1", "dataset": "%s", "state": "done", "exitCode": 0, "run": 7, "days": 1,
     "rowsRead": %d, "averagesWritten": 5, "seconds": {}}"""
        .formatted(dataset, rows);
  }

  private static String failed(String error) {
    return "{\"id\": \"r1\", \"state\": \"failed\", \"exitCode\": 1, \"error\": \"%s\"}"
        .formatted(error);
  }

  private int run(String... arguments) {
    out.reset();
    err.reset();
    return Commands.run(new Home(folder, folder), Console.of(out, err, 0), arguments);
  }

  private String out() {
    return out.toString(StandardCharsets.UTF_8);
  }

  private String err() {
    return err.toString(StandardCharsets.UTF_8);
  }
}
