package io.meanstream.stats;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoDatabase;
import io.restassured.response.Response;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which groups, measures and statistics a response has, and in which order. */
@StatsApiTest
class SelectionTest {

  private static final String PATH = "/api/v1/datasets/trips/averages?period=day";

  MongoDatabase store;

  @BeforeEach
  void emptyStore() {
    TestStore.empty(store);
  }

  @Test
  void onlyRequestedMeasuresAndStatisticsAreShown() {
    day("2020-04-01").count(4).measure("fare", 4, 16.0, 4.0, 2.0, 6.0, 8.0).in(store);

    String path = PATH + "&measure=fare&statistic=max,count";
    assertThat(given().get(path).asString())
        .contains("\"measures\":{\"fare\":{\"unit\":\"USD\",\"count\":4,\"max\":6.0}},");
    assertThat(given().get(path + "&format=ndjson").asString())
        .contains("\"measures\":{\"fare\":{\"unit\":\"USD\",\"count\":4,\"max\":6.0}},");
    assertThat(given().get(path + "&format=csv").asString().lines())
        .containsExactly(
            """
            label,start,end,count,rowsPerDay,excluded.free,excluded.test,measures.fare.unit,\
            measures.fare.count,measures.fare.max,over,complete,late,computedAt""",
            """
            2020-04-01,2020-04-01T05:00:00Z,2020-04-09T05:00:00Z,4,,0,0,USD,4,6.0,false,false,0,\
            2020-06-01T08:00:00.123Z""");
  }

  @Test
  void percentilesAreStatisticsAlsoOfComparedAndMissingPeriods() {
    day("2020-04-01")
        .count(4)
        .measure("fare", 4, 16.0, 4.0, 2.0, 6.0, 8.0)
        .percentiles("fare", 4.0, 5.5, 6.0)
        .in(store);

    String path = PATH + "&measure=fare&statistic=p99,median&compare=previous&fill=null";
    assertThat(given().get(path + "&from=2020-04-01&to=2020-04-03").asString())
        .contains("\"measures\":{\"fare\":{\"unit\":\"USD\",\"median\":4.0,\"p99\":6.0}},\"over\"")
        .contains(
            "\"measures\":{\"fare\":{\"unit\":\"USD\",\"median\":null,\"p99\":null}},\"over\"")
        .contains("\"compared\":{\"label\":\"2020-04-01\"")
        .contains(
            "\"measures\":{\"fare\":{\"unit\":\"USD\",\"median\":4.0,\"p99\":6.0}},\"complete\"");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '\t',
      textBlock =
          """
          ann	ann
          a,b	a\\,b
          a:b	a\\:b
          a\\b	a\\\\b
          \\N	\\\\N
          ä & ö / ü | %2C	ä & ö / ü | %2C
          """)
  void aGroupIsSelectedByItsValue(String value, String written) {
    day("2020-04-01").rider(value).count(1).in(store);
    day("2020-04-02").rider("another").count(1).in(store);

    assertThat(riders("rider:" + written)).containsExactly(value);
  }

  @Test
  void theEmptyTextAndNoValueAreDifferentGroups() {
    day("2020-04-01").rider("").count(1).in(store);
    day("2020-04-02").rider(null).count(1).in(store);
    day("2020-04-03").rider("N").count(1).in(store);

    assertThat(riders("rider:")).containsExactly("");
    assertThat(riders("rider:\\N")).containsExactly((String) null);
    assertThat(riders("rider:N")).containsExactly("N");
  }

  @Test
  void severalGroupsAreSortedByStart() {
    day("2020-04-02").rider("ann").count(1).in(store);
    day("2020-04-01").rider("bob").count(1).in(store);
    day("2020-04-01").rider("cy").count(1).in(store);

    assertThat(riders("rider:ann", "rider:bob")).containsExactly("bob", "ann");
    assertThat(riders("rider:ann", "rider")).containsExactly("bob", "cy", "ann");
  }

  @Test
  void anAsteriskSelectsAllGroupsWithThePeriod() {
    day("2020-04-02").count(3).in(store);
    day("2020-04-01").count(3).in(store);
    day("2020-04-01").rider("bob").count(2).in(store);
    day("2020-04-01").rider(null).count(1).in(store);

    assertThat(get(PATH, "*").<List<Object>>path("items.group"))
        .containsExactly(
            Map.of(), Collections.singletonMap("rider", null), Map.of("rider", "bob"), Map.of());
    assertThat(get(PATH + "&format=csv", "*").asString().lines())
        .map(line -> String.join(",", List.of(line.split(",")).subList(3, 6)))
        .containsExactly("by,group.rider,count", "\"\",,3", "rider,,1", "rider,bob,2", "\"\",,3");
  }

  @Test
  void groupValuesAreParsedByTheirFieldsTypes() {
    month(7L, true);
    month(7L, false);
    month(8L, true);
    month(null, true);

    String path = "/api/v1/datasets/trips/averages?period=month";
    assertThat(docks(path, "electric:true,dock:7")).containsExactly(7);
    assertThat(docks(path, "dock,electric:true")).containsExactlyInAnyOrder(null, 7, 8);
    assertThat(docks(path, "dock:\\N,electric")).containsExactly((Integer) null);
  }

  @Test
  void descendingOrderHoldsAcrossPages() {
    List.of("2020-04-01", "2020-04-02", "2020-04-03")
        .forEach(
            label -> {
              day(label).rider("ann").count(1).in(store);
              day(label).rider("bob").count(1).in(store);
            });

    List<String> seen = new ArrayList<>();
    String path = PATH + "&group=rider&order=desc&limit=4";
    for (String next = path; next != null; ) {
      Response page = given().urlEncodingEnabled(false).get(next);
      seen.addAll(page.<List<String>>path("items.collect { it.label + it.group.rider }"));
      String link = page.header("Link");
      next = link == null ? null : link.substring(1, link.indexOf('>'));
    }

    assertThat(seen)
        .containsExactly(
            "2020-04-03bob",
            "2020-04-03ann",
            "2020-04-02bob",
            "2020-04-02ann",
            "2020-04-01bob",
            "2020-04-01ann");
  }

  @Test
  void aLongValueOfAGroupIsLookedUp() {
    day("2020-04-01").rider("ann").count(1).in(store);

    assertThat(given().get(PATH + "&group=rider:" + "a".repeat(15_000)).<List<?>>path("items"))
        .isEmpty();
  }

  @Test
  void theNewestPeriodTakesOneRequest() {
    day("2020-04-01").count(1).in(store);
    day("2020-04-02").count(1).in(store);

    assertThat(given().get(PATH + "&order=desc&limit=1").<List<String>>path("items.label"))
        .containsExactly("2020-04-02");
  }

  private static List<String> riders(String... groups) {
    return get(PATH, groups).path("items.group.rider");
  }

  private static List<Integer> docks(String path, String... groups) {
    return get(path, groups).path("items.group.dock");
  }

  private static Response get(String path, String... groups) {
    String query =
        Arrays.stream(groups)
            .map(group -> "&group=" + URLEncoder.encode(group, StandardCharsets.UTF_8))
            .reduce("", String::concat);
    return given().urlEncodingEnabled(false).get(path + query);
  }

  private static StoredAverage day(String label) {
    return StoredAverage.of("day", label, label + "T05:00:00Z", "2020-04-09T05:00:00Z");
  }

  private void month(Long dock, boolean electric) {
    StoredAverage.of("month", "2020-03", "2020-03-01T06:00:00Z", "2020-04-01T05:00:00Z")
        .by(
            "dock,electric",
            "dock=" + dock + ",electric=" + electric,
            new Document("dock", dock).append("electric", electric))
        .count(1)
        .in(store);
  }
}
