package io.meanstream.launch.rejects;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.meanstream.launch.api.FakeService;
import io.meanstream.launch.api.RejectsQuery;
import io.meanstream.launch.api.StatsApi;
import io.meanstream.launch.show.Console;
import io.meanstream.launch.show.Json;
import io.meanstream.launch.show.JsonPages;
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
  void rejectsOfAllPagesFormOneTable() {
    service
        .with(PATH + "?rule=type", 200, "{\"items\": [" + item(3) + "], \"next\": \"ab\"}")
        .with(PATH + "?rule=type&cursor=ab", 200, "{\"items\": [" + item(5) + "], \"next\": null}");

    print(0, new RejectsQuery("rides", Optional.of("type"), Optional.empty()));

    assertThat(out())
        .isEqualTo(
            """
            source  line  rule  field       message
            a.csv      3  type  started_at  "x\\ny" is no timestamp
            a.csv      5  type  started_at  "x\\ny" is no timestamp
            """);
  }

  @Test
  void clipsMessagesOnlyToTheWidthOfTheTerminal() {
    String message = "m".repeat(150);
    service.with(PATH, 200, "{\"items\": [" + item(3, message) + "], \"next\": null}");
    // the title or the longest cell of each other column, each followed by two spaces
    int before = "source  line  rule  started_at  ".length();

    print(before + 150, ALL);
    assertThat(out()).endsWith("  " + message + "\n");
    out.reset();
    print(before + 149, ALL);
    assertThat(out()).endsWith("  " + message.substring(2) + "…\n");
    out.reset();
    print(0, ALL);
    assertThat(out()).as("where there is no terminal").endsWith("  " + message + "\n");
  }

  @Test
  void reportsThatThereAreNoRejects() {
    service.with(PATH, 200, "{\"items\": [], \"next\": null}");

    print(0, ALL);

    assertThat(out()).isEqualTo("no rejects of rides\n");
  }

  @Test
  void namesTheRuleWithoutRejects() {
    service.with(PATH + "?rule=min", 200, "{\"items\": [], \"next\": null}");

    print(0, new RejectsQuery("rides", Optional.of("min"), Optional.empty()));

    assertThat(out()).isEqualTo("no rejects of rides by rule min\n");
  }

  @Test
  void csvIsPassedOnFromTheService() {
    String csv = "\"a\r\nb\",reject.rule\r\n1,type\r\n\"2\r\n3\",min\r\n";
    service.with(PATH + "?ingestion=i%7C1&format=csv", 200, csv);

    printer(0, ALL.of("i|1")).csv("rides");

    assertThat(out()).isEqualTo(csv);
  }

  @Test
  void jsonIsOneDocumentForAllFilesAndPages() throws Exception {
    service
        .with(PATH + "?ingestion=i1", 200, "{\"items\": [" + item(3) + "], \"next\": null}")
        .with(PATH + "?ingestion=i2", 200, "{\"items\": [" + item(9) + "], \"next\": null}");

    JsonPages pages = JsonPages.to(Console.of(out, out, 0).out());
    printer(0, ALL.of("i1"), ALL.of("i2")).json("rides", pages);
    pages.end();

    JsonNode document = Json.parse(out());
    assertThat(document.path("items").findValuesAsText("line")).containsExactly("3", "9");
    assertThat(document.path("next").isNull()).isTrue();
  }

  private void print(int width, RejectsQuery... queries) {
    printer(width, queries).table("rides", () -> {});
  }

  private RejectsPrinter printer(int width, RejectsQuery... queries) {
    return new RejectsPrinter(
        new StatsApi(service.uri()), Console.of(out, out, width), dataset -> List.of(queries));
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
