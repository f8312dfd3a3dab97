package io.meanstream.stats;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Updates;
import io.restassured.response.Response;
import org.bson.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@StatsApiTest
class EntityTagsTest {

  private static final String PATH = "/api/v1/datasets/trips/averages?period=day";

  MongoDatabase store;

  @BeforeEach
  void oneAverage() {
    TestStore.empty(store);
    StoredAverage.of("day", "2020-04-01", "2020-04-01T05:00:00Z", "2020-04-02T05:00:00Z")
        .count(1)
        .in(store);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        PATH,
        "/api/v1/datasets",
        "/api/v1/datasets/trips",
        "/api/v1/ingestions",
        "/api/v1/balance"
      })
  void anUnchangedBodyIsNotSentAgain(String path) {
    Response first = given().get(path);

    Response second = given().header("If-None-Match", first.header("ETag")).get(path);

    assertThat(first.statusCode()).isEqualTo(200);
    assertThat(first.header("ETag")).matches("\"[A-Za-z0-9_-]{16,}\"");
    assertThat(first.header("Cache-Control")).isEqualTo("no-cache");
    assertThat(second.statusCode()).isEqualTo(304);
    assertThat(second.asByteArray()).isEmpty();
    assertThat(second.header("ETag")).isEqualTo(first.header("ETag"));
  }

  @Test
  void tagListsAndWeakTagsMatch() {
    String tag = given().get(PATH).header("ETag");

    assertThat(statusFor("\"a\", W/" + tag + " ,\"b\"")).isEqualTo(304);
    assertThat(statusFor("*")).isEqualTo(304);
    assertThat(statusFor("\"a\",\"b\"")).isEqualTo(200);
    assertThat(statusFor(tag.replace("\"", ""))).isEqualTo(200);
  }

  @Test
  void aChangedAverageChangesTheTag() {
    String before = given().get(PATH).header("ETag");

    store.getCollection("averages").updateOne(new Document(), Updates.set("count", 2L));

    assertThat(statusFor(before)).isEqualTo(200);
    assertThat(given().get(PATH).header("ETag")).isNotEqualTo(before);
  }

  @Test
  void replacingAnAverageChangesTheTag() {
    String before = given().get(PATH).header("ETag");

    store.getCollection("averages").deleteMany(new Document());
    StoredAverage.of("day", "2020-04-02", "2020-04-02T05:00:00Z", "2020-04-03T05:00:00Z")
        .count(1)
        .in(store);

    assertThat(statusFor(before)).isEqualTo(200);
  }

  @Test
  void eachMediaTypeHasItsOwnTag() {
    Response json = given().get(PATH);
    Response csv = given().accept("text/csv").get(PATH + "&limit=10");

    assertThat(csv.header("ETag")).isNotNull().isNotEqualTo(json.header("ETag"));
    assertThat(csv.header("Vary")).isEqualTo("Accept, Accept-Encoding");
    assertThat(json.header("Vary")).isEqualTo("Accept, Accept-Encoding");
  }

  @Test
  void headReturnsTheHeadersOfGetWithoutABody() {
    Response get = given().get(PATH);
    Response head = given().head(PATH);

    assertThat(head.statusCode()).isEqualTo(200);
    assertThat(head.header("ETag")).isEqualTo(get.header("ETag"));
    assertThat(head.header("Content-Type")).isEqualTo(get.header("Content-Type"));
    assertThat(head.asByteArray()).isEmpty();
  }

  @Test
  void streamsHaveNoTagAndMustBeRevalidated() {
    Response csv = given().header("If-None-Match", "*").get(PATH + "&format=csv");

    assertThat(csv.statusCode()).isEqualTo(200);
    assertThat(csv.header("ETag")).isNull();
    assertThat(csv.header("Cache-Control")).isEqualTo("no-cache");
    assertThat(csv.header("Vary")).isEqualTo("Accept, Accept-Encoding");
  }

  @Test
  void headOfAStreamReturnsItsHeadersWithoutABody() {
    Response head = given().head(PATH + "&format=csv");

    assertThat(head.statusCode()).isEqualTo(200);
    assertThat(head.contentType()).isEqualTo("text/csv;charset=UTF-8");
    assertThat(head.header("Content-Length")).isNull();
    assertThat(head.asByteArray()).isEmpty();
  }

  @Test
  void errorsHaveNoTag() {
    assertThat(given().get("/api/v1/datasets/none").header("ETag")).isNull();
  }

  private static int statusFor(String ifNoneMatch) {
    return given().header("If-None-Match", ifNoneMatch).get(PATH).statusCode();
  }
}
