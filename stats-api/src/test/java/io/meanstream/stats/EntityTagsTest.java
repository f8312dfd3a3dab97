package io.meanstream.stats;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Updates;
import io.meanstream.stats.datasets.DatasetLookup;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.Set;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@StatsApiTest
class EntityTagsTest {

  private static final String PATH = "/api/v1/datasets/trips/averages?period=day";
  private static final String LATEST = "/api/v1/datasets/trips/averages/latest?period=day";
  private static final String CSV = "&format=csv";

  @Inject DatasetLookup datasets;
  MongoDatabase store;

  @BeforeEach
  void oneAverage() {
    TestStore.empty(store);
    StoredAverage.of("day", "2020-04-01", "2020-04-01T05:00:00Z", "2020-04-02T05:00:00Z")
        .count(1)
        .in(store);
    store
        .getCollection("datasets")
        .insertOne(
            Document.parse(
                    """
                {_id: 'trips', run: 7, completedAt: {$date: '2020-05-01T08:00:00Z'},
                 oldest: {$date: '2020-04-01T08:00:00Z'}, reached: {$date: '2020-04-05T08:00:00Z'},
                 days: {'2020-04-01': {version: 3, done: 3}}}""")
                .append("definition", datasets.inPath("trips").definitionHash()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
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

  @ParameterizedTest
  @ValueSource(
      strings = {PATH, PATH + "&format=csv", PATH + "&format=ndjson&limit=2", LATEST, LATEST + CSV})
  void averagesAreNotReadAgainWhileTheirStateIsUnchanged(String path) {
    Response first = given().get(path);

    // Given a change that only a run makes
    store.getCollection("averages").updateOne(new Document(), Updates.set("count", 2L));
    Response second = given().header("If-None-Match", first.header("ETag")).get(path);

    assertThat(first.statusCode()).isEqualTo(200);
    assertThat(first.header("ETag")).matches("W/\"[A-Za-z0-9_-]{16,}\"");
    assertThat(first.header("Cache-Control")).isEqualTo("no-cache");
    assertThat(second.statusCode()).isEqualTo(304);
    assertThat(second.asByteArray()).isEmpty();
    for (String name : new String[] {"ETag", "Cache-Control", "Vary"}) {
      assertThat(second.header(name)).as(name).isEqualTo(first.header(name));
    }
  }

  @Test
  void tagListsAndStrongTagsMatch() {
    String tag = given().get(PATH).header("ETag");

    assertThat(statusFor("\"a\", " + tag + " ,\"b\"")).isEqualTo(304);
    assertThat(statusFor(tag.substring(2))).isEqualTo(304);
    assertThat(statusFor("*")).isEqualTo(304);
    assertThat(statusFor("\"a\",\"b\"")).isEqualTo(200);
    assertThat(statusFor(tag.replace("\"", ""))).isEqualTo(200);
  }

  /** Each row: a change that a run or the persister makes to the dataset's document, as JSON. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{run: 8}",
        "{completedAt: {$date: '2020-05-02T08:00:00Z'}}",
        "{definition: 'another'}",
        "{reached: {$date: '2020-04-20T08:00:00Z'}}",
        "{oldest: {$date: '2020-03-20T08:00:00Z'}}",
        "{'days.2020-04-01.version': 4}"
      })
  void aStateChangeChangesTheTag(String change) {
    String before = given().get(PATH).header("ETag");

    store.getCollection("datasets").updateOne(new Document(), set(change));

    assertThat(given().get(PATH).header("ETag")).isNotEqualTo(before);
    assertThat(statusFor(before)).isEqualTo(200);
  }

  @Test
  void aRowThatEndsAPeriodChangesTheTag() {
    store
        .getCollection("datasets")
        .updateOne(new Document(), set("{'days.2020-04-09': {version: 1}}"));
    String before = given().get(PATH).header("ETag");

    StoredRow.at("2020-04-09T12:00:00Z").in(store);

    assertThat(statusFor(before)).isEqualTo(200);
  }

  @Test
  void averagesAreNotCacheableDuringARun() {
    String before = given().get(PATH).header("ETag");

    store.getCollection("datasets").updateOne(new Document(), set("{lease: {owner: 'a run'}}"));
    Response during = given().header("If-None-Match", before + ", *").get(PATH);

    assertThat(during.statusCode()).isEqualTo(200);
    assertThat(during.header("ETag")).isNull();
    assertThat(during.header("Cache-Control")).isEqualTo("no-store");
  }

  @Test
  void eachMediaTypeHasItsOwnTag() {
    Response json = given().get(PATH);
    Response csv = given().accept("text/csv").get(PATH);
    Response lines = given().get(PATH + "&format=ndjson");

    assertThat(Set.of(json.header("ETag"), csv.header("ETag"), lines.header("ETag"))).hasSize(3);
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
  void streamsOfRejectsHaveNoTagAndMustBeRevalidated() {
    Response csv =
        given().header("If-None-Match", "*").get("/api/v1/datasets/trips/rejects?format=csv");

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

  private static Bson set(String change) {
    return new Document("$set", Document.parse(change));
  }

  private static int statusFor(String ifNoneMatch) {
    return given().header("If-None-Match", ifNoneMatch).get(PATH).statusCode();
  }
}
