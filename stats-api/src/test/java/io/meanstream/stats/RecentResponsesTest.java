package io.meanstream.stats;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.nullValue;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Updates;
import io.meanstream.stats.datasets.DatasetLookup;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.bson.Document;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * What a response may repeat while the state of its dataset is recent, here for an hour. Other
 * tests run without an age, and so test that a state is read again when it is too old.
 */
@QuarkusTest
@TestProfile(RecentResponsesTest.HourOld.class)
@ExtendWith(NoBlockedThreads.class)
class RecentResponsesTest {

  private static final String PATH = "/api/v1/datasets/trips/averages?period=day";

  /** A service of its own with its own store. */
  public static final class HourOld implements QuarkusTestProfile {

    @Override
    public List<TestResourceEntry> testResources() {
      return List.of(new TestResourceEntry(TestStore.class, Map.of(TestStore.STATE_AGE, "1h")));
    }

    @Override
    public boolean disableGlobalTestResources() {
      return true;
    }
  }

  /** Distinguishes the states of the tests. */
  private static int run;

  @Inject DatasetLookup datasets;

  @ConfigProperty(name = "meanstream.datasets")
  Path definitions;

  MongoDatabase store;
  StoreProxy proxy;

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
                {_id: 'trips', oldest: {$date: '2020-04-01T08:00:00Z'},
                 reached: {$date: '2020-04-05T08:00:00Z'}}""")
                .append("run", ++run)
                .append("definition", datasets.inPath("trips").definitionHash()));
    readTheState();
  }

  @AfterEach
  void noOtherDataset() throws IOException {
    if (Files.deleteIfExists(definitions.resolve("other.yaml"))) {
      awaitOther(false);
    }
  }

  /** A request that was not made before is answered from the store. */
  private static void readTheState() {
    given().get(PATH + "&limit=" + (100 + ++run)).then().statusCode(200);
  }

  @Test
  void aRepeatedRequestNeedsNoStore() {
    Response first = given().get(PATH);

    proxy.cut();
    try {
      Response second = given().get(PATH);
      Response third = given().header("If-None-Match", first.header("ETag")).get(PATH);

      assertThat(first.statusCode()).isEqualTo(200);
      assertThat(second.statusCode()).isEqualTo(200);
      assertThat(second.asString()).isEqualTo(first.asString());
      for (String name :
          new String[] {
            "ETag",
            "Cache-Control",
            "Vary",
            "Content-Type",
            "Content-Encoding",
            "Content-Security-Policy"
          }) {
        assertThat(second.headers().getValues(name))
            .as(name)
            .isEqualTo(first.headers().getValues(name));
      }
      assertThat(third.statusCode()).isEqualTo(304);
      assertThat(third.header("ETag")).isEqualTo(first.header("ETag"));
    } finally {
      proxy.restore();
    }
  }

  @Test
  void aRepeatedResponseIsCompressedToo() throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://localhost:" + RestAssured.port + PATH))
            .header("Accept-Encoding", "gzip")
            .build();

    // not with the client of the others, which unpacks bodies and hides that
    for (int time = 1; time <= 2; time++) {
      HttpResponse<InputStream> response =
          HttpClient.newHttpClient().send(request, BodyHandlers.ofInputStream());

      assertThat(response.headers().firstValue("Content-Encoding")).contains("gzip");
      assertThat(new String(new GZIPInputStream(response.body()).readAllBytes(), UTF_8))
          .startsWith("{")
          .endsWith("}");
    }
  }

  @Test
  void headersOfAConnectionAreNotRepeated() {
    given().header("Connection", "close").get(PATH).then().header("Connection", "close");

    given().get(PATH).then().header("Connection", nullValue());
  }

  @Test
  void allLinesOfAcceptSelectAResponse() {
    String path = PATH + "&limit=7";
    given()
        .header("Accept", "application/json;q=0.1", "text/csv")
        .get(path)
        .then()
        .contentType("text/csv");

    given()
        .header("Accept", "application/json;q=0.1")
        .get(path)
        .then()
        .contentType("application/json");
  }

  @Test
  void aStreamThatFailedIsNotRepeated() {
    String path = PATH + "&format=csv";
    String held = given().get(path).header("ETag");
    String other = path + "&order=desc";

    store.getCollection("averages").updateOne(new Document(), Updates.set("start", "unreadable"));
    given().get(other).then().statusCode(500);
    Response response = given().header("If-None-Match", held).get(other);

    assertThat(response.statusCode()).isEqualTo(304);
    assertThat(response.header("ETag")).isEqualTo(held);
  }

  @Test
  void aReloadedDefinitionLetsA304BeRepeated() throws IOException {
    String held = given().get(PATH).header("ETag");

    reload();
    given().header("If-None-Match", held).get(PATH).then().statusCode(304);
    proxy.cut();
    try {
      given().header("If-None-Match", held).get(PATH).then().statusCode(304);
    } finally {
      proxy.restore();
    }
  }

  @Test
  void itIsMeasuredUnderThePathOfTheResource() {
    given().get(PATH);

    given().get(PATH);

    assertThat(given().get("/q/metrics").asString())
        .contains("uri=\"/api/v1/datasets/{dataset}/averages\"")
        .doesNotContain("uri=\"/api/v1/datasets/trips/averages\"");
  }

  @Test
  void otherRequestsAreNotConfusedWithIt() {
    String json = given().get(PATH).asString();

    String csv = given().get(PATH + "&format=csv&limit=10").asString();
    String compared = given().get(PATH + "&compare=previous").asString();
    String accepted = given().accept("text/csv").get(PATH).asString();

    assertThat(json).startsWith("{");
    assertThat(csv).startsWith("label,");
    assertThat(accepted).startsWith("label,");
    assertThat(compared).startsWith("{").contains("\"compared\":null");
    assertThat(given().get(PATH).asString()).isEqualTo(json);
  }

  @Test
  void aNewStateEndsTheRepetition() {
    String before = given().get(PATH).header("ETag");

    anotherRun();
    readTheState();
    Response after = given().header("If-None-Match", before).get(PATH);

    assertThat(after.statusCode()).isEqualTo(200);
    assertThat(after.<Integer>path("items[0].count")).isEqualTo(2);
  }

  private void reload() throws IOException {
    Path written = definitions.resolve("other.new");
    Files.writeString(
        written, "name: other\nsource: {zone: UTC}\ntime: at\nfields: {at: {type: timestamp}}\n");
    // a file that looks old is read once, a new one again and again for two seconds
    Files.setLastModifiedTime(written, FileTime.fromMillis(0));
    Files.move(written, definitions.resolve("other.yaml"), StandardCopyOption.ATOMIC_MOVE);
    awaitOther(true);
  }

  private void awaitOther(boolean defined) {
    await()
        .atMost(Duration.ofMinutes(1))
        .until(() -> datasets.all().stream().anyMatch(it -> it.name().equals("other")) == defined);
  }

  private void anotherRun() {
    store.getCollection("averages").updateOne(new Document(), Updates.set("count", 2L));
    store.getCollection("datasets").updateOne(new Document(), Updates.set("run", ++run));
  }

  @Test
  void nothingIsRepeatedDuringARun() {
    store
        .getCollection("datasets")
        .updateOne(new Document(), Updates.set("lease", new Document("owner", "a run")));
    readTheState();
    Response first = given().get(PATH);

    store.getCollection("averages").updateOne(new Document(), Updates.set("count", 2L));
    Response second = given().get(PATH);

    assertThat(first.<Integer>path("items[0].count")).isEqualTo(1);
    assertThat(second.<Integer>path("items[0].count")).isEqualTo(2);
    assertThat(second.header("ETag")).isNull();
  }

  @Test
  void streamsAreReadEachTime() {
    String first = given().get(PATH + "&format=csv").asString();

    store.getCollection("averages").updateOne(new Document(), Updates.set("count", 2L));
    String second = given().get(PATH + "&format=csv").asString();

    assertThat(first).isNotEqualTo(second);
  }
}
