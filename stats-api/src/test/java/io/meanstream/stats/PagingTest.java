package io.meanstream.stats;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoDatabase;
import io.restassured.response.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.bson.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@StatsApiTest
class PagingTest {

  private static final String PATH = "/api/v1/datasets/trips/averages";
  private static final Pattern NEXT = Pattern.compile("<([^>]+)>; rel=\"next\"");

  MongoDatabase store;

  @BeforeEach
  void emptyStore() {
    TestStore.empty(store);
  }

  @Test
  void pagesShowEveryAverageOnceInOrder() {
    // Given 60 days of 50 riders each
    List<String> expected = riders(60, 50);

    // When pages of 70 are followed by their links
    List<String> labels = new ArrayList<>();
    int pages = 0;
    for (String next = PATH + "?period=day&group=rider&limit=70&from=2020-01-01"; next != null; ) {
      Response page = given().urlEncodingEnabled(false).get(next);
      assertThat(page.statusCode()).isEqualTo(200);
      labels.addAll(page.<List<String>>path("items.collect { it.label + ' ' + it.group.rider }"));
      next = linkOf(page);
      pages++;
    }

    // Then
    assertThat(labels).isEqualTo(expected);
    assertThat(pages).isEqualTo(43); // 3,000 / 70, rounded up
  }

  @Test
  void theBodyAndTheLinkHaveTheSameCursor() {
    riders(2, 2);

    Response page = given().get(PATH + "?period=day&group=rider&limit=3");

    assertThat(linkOf(page))
        .isEqualTo(PATH + "?period=day&group=rider&limit=3&cursor=" + page.path("next"));
    assertThat(
            given()
                .get(PATH + "?limit=3&group=rider&period=day&cursor=" + page.path("next"))
                .<List<String>>path("items.label"))
        .containsExactly("2020-01-02");
  }

  @Test
  void anExactlyFullPageIsTheLastOne() {
    riders(2, 2);

    Response page = given().get(PATH + "?period=day&group=rider&limit=4");

    assertThat(page.<List<String>>path("items")).hasSize(4);
    assertThat((String) page.path("next")).isNull();
    assertThat(page.header("Link")).isNull();
  }

  @Test
  void theDefaultLimitIsAThousand() {
    riders(21, 50);

    Response page = given().get(PATH + "?period=day&group=rider");

    assertThat(page.<List<String>>path("items")).hasSize(1_000);
    assertThat((String) page.path("next")).isNotNull();
  }

  @Test
  void theMaximumLimitIsTenThousand() {
    riders(101, 100);

    Response page = given().get(PATH + "?period=day&group=rider&limit=10000");

    assertThat(page.<List<String>>path("items")).hasSize(10_000);
  }

  @Test
  void averagesAddedOrRemovedBetweenPagesShiftNoOthers() {
    riders(1, 4);
    Response first = given().get(PATH + "?period=day&group=rider&limit=2");

    store.getCollection("averages").deleteOne(new Document("group.rider", "r000"));
    store.getCollection("averages").deleteOne(new Document("group.rider", "r001"));

    assertThat(
            given()
                .urlEncodingEnabled(false)
                .get(linkOf(first))
                .<List<String>>path("items.group.rider"))
        .containsExactly("r002", "r003");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0000000000000000",
        "7fffffffffffffff",
        "8000000000000000ff",
        "ffffffffffffffff00"
      })
  void everyWellFormedCursorIsAValidPosition(String cursor) {
    riders(1, 2);

    assertThat(given().get(PATH + "?period=day&group=rider&cursor=" + cursor).statusCode())
        .isEqualTo(200);
    assertThat(given().get(PATH + "/latest?period=day&group=rider&cursor=" + cursor).statusCode())
        .isEqualTo(200);
    assertThat(given().get("/api/v1/ingestions?cursor=" + cursor).statusCode()).isEqualTo(200);
  }

  private List<String> riders(int days, int riders) {
    Instant first = Instant.parse("2020-01-01T06:00:00Z");
    List<Document> documents = new ArrayList<>();
    List<String> expected = new ArrayList<>();
    for (int day = 0; day < days; day++) {
      Instant start = first.plus(Duration.ofDays(day));
      String label = start.toString().substring(0, 10);
      for (int rider : IntStream.range(0, riders).toArray()) {
        String name = "r%03d".formatted(rider);
        documents.add(
            StoredAverage.of("day", label, start.toString(), start.plusSeconds(86_400).toString())
                .rider(name)
                .count(1)
                .document());
        expected.add(label + " " + name);
      }
    }
    Collections.shuffle(documents, new Random(1));
    store.getCollection("averages").insertMany(documents);
    return expected;
  }

  private static String linkOf(Response page) {
    String link = page.header("Link");
    if (link == null) {
      return null;
    }
    Matcher next = NEXT.matcher(link);
    assertThat(next.matches()).as(link).isTrue();
    return next.group(1);
  }
}
