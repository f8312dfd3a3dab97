package io.meanstream.launch.show;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class JsonPagesTest {

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final PrintStream print = new PrintStream(out, true, StandardCharsets.UTF_8);
  private final JsonPages pages = JsonPages.to(print);

  @Test
  void theFirstPageGivesTheFieldsAndAllPagesTheItems() throws IOException {
    // When
    pages.accept(Json.parse("{\"dataset\": \"rides\", \"items\": [{\"a\": 1}], \"next\": \"x\"}"));
    pages.accept(Json.parse("{\"dataset\": \"rides\", \"items\": [{\"a\": 2}], \"next\": null}"));
    pages.end();

    // Then
    assertThat(Json.parse(out.toString(StandardCharsets.UTF_8)).toString())
        .isEqualTo("{\"dataset\":\"rides\",\"items\":[{\"a\":1},{\"a\":2}],\"next\":null}");
  }

  @Test
  void listsSeveralDocumentsInOne() throws IOException {
    JsonPages.list(
        print,
        "datasets",
        documents -> {
          for (String name : new String[] {"rides", "trips"}) {
            JsonPages document = documents.get();
            document.accept(Json.object().put("dataset", name));
            document.end();
          }
        });

    assertThat(Json.parse(out.toString(StandardCharsets.UTF_8)).toString())
        .isEqualTo(
            "{\"datasets\":[{\"dataset\":\"rides\",\"items\":[],\"next\":null},"
                + "{\"dataset\":\"trips\",\"items\":[],\"next\":null}]}");
  }

  @Test
  void writesAPageBeforeTheNextArrives() throws IOException {
    // Given
    String items =
        IntStream.range(0, 10_000).mapToObj(i -> "" + i).collect(Collectors.joining(","));

    // When
    pages.accept(Json.parse("{\"items\": [" + items + "], \"next\": \"x\"}"));

    // Then
    assertThat(out.size()).isGreaterThan(items.length() - 10_000);
  }
}
