package io.meanstream.stats;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;

import com.mongodb.client.MongoDatabase;
import io.restassured.response.Response;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.bson.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@StatsApiTest
class RejectsTest {

  private static final String PATH = "/api/v1/datasets/trips/rejects";
  private static final String REASON =
      "reject.source,reject.row,reject.line,reject.field,reject.rule,reject.message,reject.raw\r\n";

  MongoDatabase store;

  @BeforeEach
  void emptyStore() {
    TestStore.empty(store);
  }

  @Test
  void aRejectHasTheDocumentedFields() {
    StoredReject.of("i1", 2).in(store);

    assertThat(given().get(PATH).asString())
        .isEqualTo(
            """
            {"dataset":"trips","items":[{"ingestion":"i1","source":"i1.csv","row":2,"line":3,\
            "field":"fare","rule":"type","message":"\\"x\\" is not a number","raw":"t1,x",\
            "at":"2020-05-01T08:00:00Z"}],"next":null}""");
  }

  @Test
  void withoutRejectsThePageIsEmpty() {
    given().get(PATH).then().statusCode(200).body("items", empty());
  }

  @ParameterizedTest
  @CsvSource({"rule=min,2", "field=rider,3", "ingestion=i2,4", "rule=type&field=fare,1 4"})
  void filtersSelectRejects(String filter, String rows) {
    StoredReject.of("i1", 1).in(store);
    StoredReject.of("i1", 2).with("rule", "min").in(store);
    StoredReject.of("i1", 3).with("field", "rider").in(store);
    StoredReject.of("i2", 4).in(store);
    StoredReject.of("i3", 5).with("dataset", "empty").in(store);

    Response page = given().get(PATH + "?" + filter);

    assertThat(page.<List<Integer>>path("items.row").stream().map(String::valueOf))
        .containsExactly(rows.split(" "));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7})
  void pagesShowEachRejectOnceSortedByIngestionAndRow(int limit) {
    StoredReject.foreign(8).in(store);
    StoredReject.foreign(9).in(store);
    for (long row : new long[] {10, 9, 100}) {
      StoredReject.of("i2", row).in(store);
      StoredReject.of("i1", row).in(store);
    }

    List<String> shown = new ArrayList<>();
    for (String path = PATH + "?limit=" + limit; path != null; ) {
      Response page = given().urlEncodingEnabled(false).get(path);
      shown.addAll(page.<List<String>>path("items.collect { it.ingestion + ' ' + it.row }"));
      String link = page.header("Link");
      path = link == null ? null : link.substring(1, link.indexOf('>'));
    }

    assertThat(shown)
        .containsExactly(
            "i1 9",
            "i1 10",
            "i1 100",
            "i2 9",
            "i2 10",
            "i2 100",
            "topic:test-trips null",
            "topic:test-trips null");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0000000000000000", "8000000000000000ff", "ffffffffffffffff007c"})
  void everyWellFormedCursorIsAValidPosition(String cursor) {
    StoredReject.of("i1", 1).in(store);

    given().get(PATH + "?cursor=" + cursor).then().statusCode(200);
  }

  @Test
  void csvOfOneIngestionHasTheSourceColumnsAndTheReason() {
    StoredIngestion.of("i1", "done", "2020-05-01T08:00:00Z")
        .with("columns", List.of("trip_id", "fare"))
        .in(store);
    StoredReject.of("i1", 2).with("raw", "\"a,b\",x").in(store);
    StoredReject.of("i1", 3).with("raw", "t2,-87.6").in(store);
    StoredReject.of("i1", 4).with("raw", "=1+1,").in(store);

    assertThat(csv("?ingestion=i1"))
        .isEqualTo(
            "trip_id,fare,"
                + REASON
                + "\"a,b\",x,i1.csv,2,3,fare,type,\"\"\"x\"\" is not a number\",\r\n"
                + "t2,-87.6,i1.csv,3,4,fare,type,\"\"\"x\"\" is not a number\",\r\n"
                + "'=1+1,,i1.csv,4,5,fare,type,\"\"\"x\"\" is not a number\",\r\n");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "decimal commas|;|t1;1,5|t1,\"1,5\",i1.csv,2,3,fare,type,m,",
        "a quoted delimiter|;|\"a;b\";1,5|a;b,\"1,5\",i1.csv,2,3,fare,type,m,",
        "tabs|tab|t1\t1,5|t1,\"1,5\",i1.csv,2,3,fare,type,m,",
        "a comma in a text|,|\"a,b\",1;5|\"a,b\",1;5,i1.csv,2,3,fare,type,m,",
        "no row by its own delimiter|;|t1,15|,,i1.csv,2,3,fare,type,m,\"t1,15\""
      })
  void rawTextIsSplitAtTheDelimiterOfItsSource(
      String reason, String delimiter, String raw, String expected) {
    StoredIngestion.of("i1", "done", "2020-05-01T08:00:00Z")
        .with("columns", List.of("trip_id", "fare"))
        .with("delimiter", delimiter)
        .in(store);
    StoredReject.of("i1", 2).with("raw", raw).with("message", "m").in(store);

    assertThat(csv("?ingestion=i1").lines().toList().get(1)).as(reason).isEqualTo(expected);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "semicolons|t1;15|type|t1,15,i1.csv,2,3,fare,type,m,",
        "semicolons or commas|t1;1,5|type|,,i1.csv,2,3,fare,type,m,\"t1;1,5\"",
        "a field too many|t1,2,3|columns|,,i1.csv,2,3,fare,columns,m,\"t1,2,3\"",
        "a field too few|t1;2|columns|,,i1.csv,2,3,fare,columns,m,t1;2",
        "clipped|t1,2…|type|,,i1.csv,2,3,fare,type,m,\"t1,2…\""
      })
  void rowsThatMayNotFitTheColumnsStayRaw(String reason, String raw, String rule, String expected) {
    StoredIngestion.of("i1", "done", "2020-05-01T08:00:00Z")
        .with("columns", List.of("trip_id", "fare"))
        .in(store);
    StoredReject.of("i1", 2).with("raw", raw).with("rule", rule).with("message", "m").in(store);

    assertThat(csv("?ingestion=i1").lines().toList().get(1)).as(reason).isEqualTo(expected);
  }

  @Test
  void recordsRejectedByTheStoreAreNotSplitIntoColumns() {
    StoredIngestion.of("i1", "done", "2020-05-01T08:00:00Z")
        .with("columns", List.of("trip_id", "fare"))
        .in(store);
    StoredReject.of("i1", 2).with("line", null).with("message", "m").with("raw", "{1,2}").in(store);

    assertThat(csv("?ingestion=i1")).endsWith(",,i1.csv,2,,fare,type,m,\"{1,2}\"\r\n");
  }

  @Test
  void csvOfSeveralIngestionsHasRawRows() {
    StoredReject.of("i1", 2).with("message", "m").with("raw", "=t1,2").in(store);

    assertThat(csv("")).isEqualTo(REASON + "i1.csv,2,3,fare,type,m,\"'=t1,2\"\r\n");
  }

  @Test
  void ndjsonHasOneRejectPerLine() {
    StoredReject.of("i1", 1).with("raw", "two\nlines").in(store);
    StoredReject.of("i1", 2).in(store);

    assertThat(given().accept("application/x-ndjson").get(PATH).asString().lines())
        .hasSize(2)
        .allMatch(line -> line.startsWith("{\"ingestion\":\"i1\""));
  }

  @Test
  void rawTextIsSafeToPrintOnATerminal() {
    // Given an escape sequence, a NUL and a change of direction
    StoredReject.of("i1", 1).with("raw", "\u001b[2J\u0000\u202Eé🚲\t").in(store);

    given().get(PATH).then().body("items.raw", contains("\\u001B[2J\\u0000\\u202Eé🚲\t"));
  }

  @Test
  void longRawTextIsClipped() {
    StoredReject.of("i1", 1).with("raw", "x".repeat(60_000)).in(store);

    given().get(PATH).then().body("items.raw", contains("x".repeat(4_096) + "…"));
  }

  @Test
  void theIndexForTheQueriesIsCreated() {
    Document key =
        new Document("dataset", 1).append("ingestion", 1).append("row", 1).append("_id", 1);

    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(
            () ->
                assertThat(store.getCollection("rejects").listIndexes().map(i -> i.get("key")))
                    .contains(key));
  }

  private static String csv(String query) {
    return given().accept("text/csv").get(PATH + query).asString();
  }
}
