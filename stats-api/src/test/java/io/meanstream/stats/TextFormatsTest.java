package io.meanstream.stats;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoDatabase;
import io.restassured.response.Response;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@StatsApiTest
class TextFormatsTest {

  private static final String PATH = "/api/v1/datasets/trips/averages?period=day";
  private static final String HEADER =
      "label,start,end,group.rider,count,rowsPerDay,excluded.free,excluded.test,"
          + "measures.fare.unit,measures.fare.count,measures.fare.mean,measures.fare.sum,"
          + "measures.fare.min,measures.fare.max,measures.fare.stddev,"
          + "measures.fare.median,measures.fare.p90,measures.fare.p99,"
          + "measures.duration.unit,measures.duration.count,measures.duration.mean,"
          + "measures.duration.sum,measures.duration.min,measures.duration.max,"
          + "measures.duration.stddev,measures.duration.median,measures.duration.p90,"
          + "measures.duration.p99,over,complete,late,computedAt\r\n";

  MongoDatabase store;

  @BeforeEach
  void emptyStore() {
    TestStore.empty(store);
  }

  @Test
  void csvHasAColumnForEachPathInTheDocument() {
    april()
        .rider("ann")
        .count(2)
        .excluded("test", 3)
        .measure("fare", 2, 6.0, 3.0, 2.0, 4.0, 2.0)
        .percentiles("fare", 2.0, 4.0, 4.0)
        .in(store);

    Response csv = given().accept("text/csv").get(PATH + "&group=rider");

    assertThat(csv.statusCode()).isEqualTo(200);
    assertThat(csv.contentType()).isEqualTo("text/csv;charset=UTF-8");
    assertThat(csv.asString())
        .isEqualTo(
            HEADER
                + "2020-04-01,2020-04-01T05:00:00Z,2020-04-02T05:00:00Z,ann,2,,0,3,"
                + "USD,2,3.0,6.0,2.0,4.0,1.4142135623730951,2.0,4.0,4.0,"
                + "s,0,,,,,,,,,false,false,0,2020-06-01T08:00:00.123Z\r\n");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "a comma;Clark St, Elm St;\"Clark St, Elm St\"",
        "a quote;the \"L\";\"the \"\"L\"\"\"",
        "an empty text, unlike none at all;``;\"\"",
        "none at all;;``",
        "letters beyond ASCII;Łódź 🚲;Łódź 🚲",
        "a formula;=HYPERLINK(1);'=HYPERLINK(1)",
        "a formula with a comma;=1,2;\"'=1,2\"",
        "a formula by plus;+1;'+1",
        "a formula by minus;-1;'-1",
        "a formula by at;@SUM(A1);'@SUM(A1)",
        "a sign within a text;a=b;a=b"
      })
  void csvQuotesStringsAndEscapesFormulas(String reason, String rider, String cell) {
    april().rider(rider).count(1).in(store);

    String csv = given().accept("text/csv").get(PATH + "&group=rider").asString();

    assertThat(csv).as(reason).contains("2020-04-02T05:00:00Z," + cell + ",1,");
  }

  @Test
  void csvQuotesLineBreaks() {
    april().rider("two\r\nlines").count(1).in(store);

    String csv = given().accept("text/csv").get(PATH + "&group=rider").asString();

    assertThat(csv).contains("2020-04-02T05:00:00Z,\"two\r\nlines\",1,");
  }

  @Test
  void csvWithoutAveragesIsJustTheHeader() {
    assertThat(given().accept("text/csv").get(PATH + "&group=rider").asString()).isEqualTo(HEADER);
  }

  @Test
  void csvPagesHaveLinks() {
    april().rider("ann").count(1).in(store);
    april().rider("bob").count(1).in(store);

    Response csv = given().accept("text/csv").get(PATH + "&group=rider&limit=1");

    assertThat(csv.asString().lines()).hasSize(2);
    assertThat(csv.header("Link")).endsWith(">; rel=\"next\"");
  }

  @Test
  void ndjsonHasOneAveragePerLine() {
    april().rider("two\nlines").count(1).in(store);
    april().rider("=1+1").count(2).in(store);

    Response ndjson = given().accept("application/x-ndjson").get(PATH + "&group=rider");

    assertThat(ndjson.contentType()).isEqualTo("application/x-ndjson;charset=UTF-8");
    assertThat(ndjson.asString().lines().toList())
        .satisfiesExactly(
            line ->
                assertThat(line)
                    .startsWith("{\"label\":\"2020-04-01\"")
                    .contains("\"group\":{\"rider\":\"=1+1\"},\"count\":2"),
            line -> assertThat(line).contains("\"group\":{\"rider\":\"two\\nlines\"},\"count\":1"));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "*/*|application/json",
        "text/*|text/csv",
        "text/csv;q=0.5, application/json|application/json",
        "text/csv, application/json;q=0.5|text/csv",
        "text/html, */*;q=0.8|application/json",
        "text/csv;q=0, */*|application/json"
      })
  void thePreferredMediaTypeIsChosen(String accept, String type) {
    assertThat(given().header("Accept", accept).get(PATH).contentType()).startsWith(type);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "json|application/json|*/*",
        "csv|text/csv|*/*",
        "csv|text/csv|application/json",
        "ndjson|application/x-ndjson|text/html",
        "csv|text/csv|image/png"
      })
  void theFormatParameterOverridesAccept(String format, String type, String accept) {
    for (String path : new String[] {PATH + "&", "/api/v1/datasets/trips/rejects?"}) {
      Response answer = given().header("Accept", accept).get(path + "format=" + format);

      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.contentType()).startsWith(type);
    }
  }

  @Test
  void linksKeepTheFormat() {
    april().rider("ann").count(1).in(store);
    april().rider("bob").count(1).in(store);

    Response first = given().get(PATH + "&group=rider&limit=1&format=csv");
    String link = first.header("Link");
    Response second = given().urlEncodingEnabled(false).get(link.substring(1, link.indexOf('>')));

    assertThat(second.contentType()).isEqualTo("text/csv;charset=UTF-8");
    assertThat(second.asString()).startsWith(HEADER).contains(",bob,").hasLineCount(2);
    assertThat(second.header("Link")).isNull();
  }

  private static StoredAverage april() {
    return StoredAverage.of("day", "2020-04-01", "2020-04-01T05:00:00Z", "2020-04-02T05:00:00Z");
  }
}
