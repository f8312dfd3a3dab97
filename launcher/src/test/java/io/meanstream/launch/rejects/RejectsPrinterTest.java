package io.meanstream.launch.rejects;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.meanstream.launch.api.FakeService;
import io.meanstream.launch.api.RejectsQuery;
import io.meanstream.launch.api.StatsApi;
import io.meanstream.launch.show.Console;
import io.meanstream.launch.show.Format;
import io.meanstream.launch.show.Json;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Against fixed answers of a fake service. */
class RejectsPrinterTest {

  private static final String PATH = "/api/v1/datasets/rides/rejects";
  private static final RejectsQuery ALL =
      new RejectsQuery("rides", Optional.empty(), Optional.empty());

  private final FakeService service = new FakeService();
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  @AfterEach
  void stop() {
    service.close();
  }

  @Test
  void rejectsOfAllPagesAreOneTable() {
    service
        .with(PATH + "?rule=type", 200, "{\"items\": [" + item(3) + "], \"next\": \"ab\"}")
        .with(PATH + "?rule=type&cursor=ab", 200, "{\"items\": [" + item(5) + "], \"next\": null}");

    print(Format.TABLE, new RejectsQuery("rides", Optional.of("type"), Optional.empty()));

    assertThat(out())
        .isEqualTo(
            """
            source  line  rule  field       message
            a.csv      3  type  started_at  "x y" is no timestamp
            a.csv      5  type  started_at  "x y" is no timestamp
            """);
  }

  @Test
  void aMessageIsClippedOnlyWhereItDoesNotFitTheTerminal() {
    String message = "m".repeat(150);
    service.with(PATH, 200, "{\"items\": [" + item(3, message) + "], \"next\": null}");
    // the title of each other column, or the longest cell, and two spaces behind each
    int before = "source  line  rule  started_at  ".length();

    print(Format.TABLE, before + 150, ALL);
    assertThat(out()).endsWith("  " + message + "\n");
    out.reset();
    print(Format.TABLE, before + 149, ALL);
    assertThat(out()).endsWith("  " + message.substring(2) + "…\n");
    out.reset();
    print(Format.TABLE, 0, ALL);
    assertThat(out()).as("where there is no terminal").endsWith("  " + message + "\n");
  }

  @Test
  void whereThereAreNoneItSaysSo() {
    service.with(PATH, 200, "{\"items\": [], \"next\": null}");

    print(Format.TABLE, ALL);

    assertThat(out()).isEqualTo("no rejects of rides\n");
  }

  @Test
  void whereThereAreNoneByARuleItNamesTheRule() {
    service.with(PATH + "?rule=min", 200, "{\"items\": [], \"next\": null}");

    print(Format.TABLE, new RejectsQuery("rides", Optional.of("min"), Optional.empty()));

    assertThat(out()).isEqualTo("no rejects of rides by rule min\n");
  }

  @Test
  void csvHasTheHeaderOnceEvenIfItsNamesHaveLineEnds() {
    String header = "\"a\r\nb\",reject.rule\r\n";
    service
        .withLink(PATH + "?ingestion=i%7C1", header + "1,type\r\n", "</next>; rel=\"next\"")
        .with("/next", 200, header + "\"2\r\n3\",min\r\n");

    print(Format.CSV, ALL.of("i|1"));

    assertThat(out()).isEqualTo(header + "1,type\r\n\"2\r\n3\",min\r\n");
  }

  @Test
  void jsonIsOneDocumentOfAllFilesAndPages() throws Exception {
    service
        .with(PATH + "?ingestion=i1", 200, "{\"items\": [" + item(3) + "], \"next\": null}")
        .with(PATH + "?ingestion=i2", 200, "{\"items\": [" + item(9) + "], \"next\": null}");

    print(Format.JSON, ALL.of("i1"), ALL.of("i2"));

    JsonNode document = Json.parse(out());
    assertThat(document.path("items").findValuesAsText("line")).containsExactly("3", "9");
    assertThat(document.path("next").isNull()).isTrue();
  }

  private void print(Format format, RejectsQuery... queries) {
    print(format, 0, queries);
  }

  private void print(Format format, int width, RejectsQuery... queries) {
    new RejectsPrinter(new StatsApi(service.uri()), Console.of(out, out, width))
        .print("rides", List.of(queries), format);
  }

  private String out() {
    return out.toString(StandardCharsets.UTF_8);
  }

  private static String item(int line) {
    return item(line, "\\\"x\\ny\\\" is no timestamp");
  }

  private static String item(int line, String message) {
    return """
    {"source": "a.csv", "line": %d, "rule": "type", "field": "started_at",
     "message": "%s"}"""
        .formatted(line, message);
  }
}
