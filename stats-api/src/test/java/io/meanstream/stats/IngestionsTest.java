package io.meanstream.stats;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import com.mongodb.client.MongoDatabase;
import io.restassured.response.Response;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@StatsApiTest
class IngestionsTest {

  private static final String AT = "2020-05-01T08:00:00Z";

  MongoDatabase store;

  @BeforeEach
  void emptyStore() {
    TestStore.empty(store);
  }

  @Test
  void anIngestionHasTheDocumentedFields() {
    // Given 10 rows: 2 rejected on reading, 1 by the store, 4 stored, 2 corrected, 1 duplicate
    StoredIngestion.of("i1", "done", AT)
        .with("replay", true)
        .with("rows", 10L)
        .with("bytes", 500L)
        .with("charset", "UTF-8")
        .with("delimiter", ";")
        .with("warnings", List.of("look at line 7"))
        .with("endedAt", Date.from(Instant.parse("2020-05-01T08:00:10Z")))
        .read(10, 8, true)
        .rejected("type", 1)
        .rejected("min", 1)
        .firstReject(2, "fare", "type", "no number")
        .totals("0", 3, 2, 1, 0)
        .totals("1", 1, 0, 0, 1)
        .in(store);
    StoredIngestion.position(store, "test-trips", 0, 8);

    String body = given().get("/api/v1/ingestions/i1").asString();

    assertThat(body)
        .isEqualTo(
            """
            {"id":"i1","dataset":"trips","source":"i1.csv","state":"done","settled":true,\
            "replay":true,"rows":10,"bytes":500,"bytesRead":500,\
            "charset":"UTF-8","delimiter":";","knownAs":null,"error":null,\
            "warnings":["look at line 7"],"createdAt":"2020-05-01T08:00:00Z",\
            "endedAt":"2020-05-01T08:00:10Z","rejectedByRule":{"min":1,"type":1},\
            "firstReject":{"row":2,"line":3,"field":"fare","rule":"type",\
            "message":"no number"},"figures":{"ambiguousTimes":1},\
            "read":10,"stored":4,"corrected":2,"duplicates":1,"rejected":3,"inFlight":0}""");
  }

  @Test
  void aQueuedIngestionHasReadNothing() {
    StoredIngestion.of("i1", "queued", AT).in(store);

    given()
        .get("/api/v1/ingestions/i1")
        .then()
        .body("state", is("queued"))
        .body("settled", is(false))
        .body("read", is(0))
        .body("rejectedByRule.size()", is(0))
        .body("figures.size()", is(0))
        .body("endedAt", nullValue());
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    // reason, state, rows, offset, checkpoint done, position, stored → state, settled, in flight
    "nothing is missing, done, 5, 5, true, 5, 5, done, true, 0",
    "the store is behind, done, 5, 5, true, 3, 3, done, false, 2",
    "the store is ahead for another source, done, 5, 5, true, 9, 5, done, true, 0",
    "a row is lost, done, 5, 5, true, 5, 4, unbalanced, true, 1",
    "a row has two outcomes, done, 5, 5, true, 5, 6, unbalanced, true, 0",
    "the last checkpoint is not here yet, done, 3, 3, false, 5, 5, done, false, 0",
    "it is being read, reading, 5, 5, false, 5, 5, reading, false, 0",
    "more is in the store than the checkpoint knows, reading, 5, 5, false, 7, 7, reading, false, 0",
    "it failed halfway, failed, 5, 5, false, 5, 5, failed, true, 0",
    "it was cancelled and the store is behind, cancelled, 5, 5, false, 4, 4, cancelled, false, 1",
    "it was cancelled and the store has it, cancelled, 5, 5, false, 5, 5, cancelled, true, 0",
    "it is tried again, queued, 5, 5, false, 5, 5, queued, false, 0"
  })
  void anIngestionIsSettledOnceItHasEndedAndEverythingIsStored(
      String reason,
      String state,
      long rows,
      long offset,
      boolean done,
      long position,
      long stored,
      String shown,
      boolean settled,
      int inFlight) {
    StoredIngestion.of("i1", state, AT)
        .read(rows, offset, done)
        .totals("0", stored, 0, 0, 0)
        .in(store);
    StoredIngestion.position(store, "test-trips", 0, position);
    StoredIngestion.position(store, "other-topic", 0, 99);

    given()
        .get("/api/v1/ingestions/i1")
        .then()
        .body("state", is(shown))
        .body("settled", is(settled))
        .body("inFlight", is(inFlight));
  }

  @Test
  void aPartitionWithoutAPositionKeepsAnIngestionFromSettling() {
    StoredIngestion.of("i1", "done", AT).read(1, 1, true).in(store);

    given().get("/api/v1/ingestions/i1").then().body("settled", is(false));
  }

  @Test
  void aKnownSourceIsSettledWithNothingRead() {
    StoredIngestion.of("i2", "known", AT).with("knownAs", "i1").in(store);

    given()
        .get("/api/v1/ingestions/i2")
        .then()
        .body("state", is("known"))
        .body("knownAs", is("i1"))
        .body("settled", is(true))
        .body("read", is(0));
  }

  @Test
  void rejectedRecordsWithoutAnIngestionAppearUnderTheirTopic() {
    StoredIngestion.foreign("test-trips").totals("2", 0, 0, 0, 3).in(store);

    given()
        .get("/api/v1/ingestions/topic:test-trips")
        .then()
        .body("dataset", nullValue())
        .body("createdAt", nullValue())
        .body("read", is(3))
        .body("rejected", is(3))
        .body("state", is("done"))
        .body("settled", is(true));
  }

  @Test
  void withoutIngestionsThePageIsEmpty() {
    given().get("/api/v1/ingestions").then().body("items", empty()).body("next", nullValue());
  }

  @Test
  void pagesShowEachItemOnceNewestFirst() {
    StoredIngestion.foreign("a").in(store);
    StoredIngestion.foreign("b").in(store);
    StoredIngestion.of("old", "done", "2020-05-01T08:00:00Z").in(store);
    StoredIngestion.of("same-b", "done", "2020-05-02T08:00:00Z").in(store);
    StoredIngestion.of("same-a", "done", "2020-05-02T08:00:00Z").in(store);
    StoredIngestion.of("new", "queued", "2020-05-03T08:00:00Z").in(store);

    List<String> ids = new ArrayList<>();
    for (String path = "/api/v1/ingestions?limit=1"; path != null; ) {
      Response page = given().urlEncodingEnabled(false).get(path);
      ids.addAll(page.<List<String>>path("items.id"));
      String link = page.header("Link");
      path = link == null ? null : link.substring(1, link.indexOf('>'));
    }

    assertThat(ids).containsExactly("new", "same-a", "same-b", "old", "topic:a", "topic:b");
  }

  @Test
  void ingestionsCanBeFilteredByDataset() {
    StoredIngestion.of("mine", "done", AT).in(store);
    StoredIngestion.of("other", "done", AT).with("dataset", "empty").in(store);
    StoredIngestion.foreign("test-trips").in(store);

    given().get("/api/v1/ingestions?dataset=trips").then().body("items.id", contains("mine"));
  }
}
