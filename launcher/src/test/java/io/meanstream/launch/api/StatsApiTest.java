package io.meanstream.launch.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Against fixed answers of a fake service. */
class StatsApiTest {

  private static final String PATH = "/api/v1/datasets/rides/averages?period=day";
  private static final AveragesQuery QUERY = AveragesQuery.overall("rides", "day");

  private final FakeService service = new FakeService();
  private final StatsApi stats = new StatsApi(service.uri());

  @AfterEach
  void stop() {
    service.close();
  }

  @Test
  void readsAllPages() {
    service
        .with(PATH, 200, "{\"items\": [1, 2], \"next\": \"a/b\"}")
        .with(PATH + "&cursor=a%2Fb", 200, "{\"items\": [3], \"next\": null}");
    List<String> pages = new ArrayList<>();

    stats.averages(QUERY, page -> pages.add(page.path("items").toString()));

    assertThat(pages).containsExactly("[1,2]", "[3]");
  }

  @Test
  void passesCsvOnUnchanged() {
    service.with(PATH + "&format=csv", 200, "label\r\n\"two\r\nlines\"\r\n");
    ByteArrayOutputStream out = new ByteArrayOutputStream();

    stats.averagesCsv(QUERY, new PrintStream(out, true, UTF_8));

    assertThat(out.toString(UTF_8)).isEqualTo("label\r\n\"two\r\nlines\"\r\n");
  }

  @Test
  void truncatedCsvIsAnError() {
    service.withPart(PATH + "&format=csv", "label\r\n");

    assertThatThrownBy(() -> stats.averagesCsv(QUERY, System.out))
        .isInstanceOfSatisfying(ApiException.class, e -> assertThat(e.isRefusal()).isFalse())
        .hasMessageStartingWith(
            "the response from %s ended early and is incomplete: ".formatted(service.uri()));
  }

  @Test
  void aRefusedCsvRequestShowsTheProblemDetail() {
    service.with(PATH + "&format=csv", 400, "{\"detail\": \"period: day is not kept\"}");

    assertThatThrownBy(() -> stats.averagesCsv(QUERY, System.out))
        .isInstanceOfSatisfying(ApiException.class, e -> assertThat(e.isRefusal()).isTrue())
        .hasMessage("period: day is not kept");
  }

  @Test
  void aRefusalShowsTheProblemDetail() {
    service.with(PATH, 400, "{\"title\": \"Bad\", \"detail\": \"period: day is not kept\"}");

    assertThatThrownBy(() -> stats.averages(QUERY, page -> {}))
        .isInstanceOfSatisfying(ApiException.class, e -> assertThat(e.isRefusal()).isTrue())
        .hasMessage("period: day is not kept");
  }

  @Test
  void anErrorWithoutProblemDocumentShowsTheStatus() {
    service.with(PATH, 502, "<html>");

    assertThatThrownBy(() -> stats.averages(QUERY, page -> {}))
        .isInstanceOfSatisfying(ApiException.class, e -> assertThat(e.isRefusal()).isFalse())
        .hasMessage(service.uri() + PATH + " answers 502");
  }

  @Test
  void namesAServiceThatDoesNotAnswer() {
    StatsApi nobody = new StatsApi(URI.create("http://127.0.0.1:1"));

    assertThatThrownBy(() -> nobody.balance(Optional.empty()))
        .isInstanceOf(ApiException.class)
        .hasMessageStartingWith("no response from http://127.0.0.1:1: ");
  }

  @Test
  void anUnknownIngestionIsEmpty() {
    assertThat(stats.ingestion("i-1")).isEmpty();
  }
}
