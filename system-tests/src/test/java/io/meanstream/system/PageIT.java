package io.meanstream.system;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.sun.net.httpserver.HttpServer;
import io.meanstream.system.page.Chromium;
import io.meanstream.system.page.PageWindow;
import io.meanstream.system.page.ShownNumbers;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The web page in a browser, on rides that went through the pipeline. */
@ExtendWith(Cluster.class)
class PageIT {

  private static final String DATASET = "rides-page";
  private static final String UPLOADED = "rides-uploaded";
  private static final String QUERY = "?dataset=" + DATASET;
  private static final int WIDE = 1440;
  private static final int PHONE = 390;

  private static final String THREE_RIDES =
      """
      ride_id,started_at,ended_at
      A,2020-04-01 08:00:00,2020-04-01 08:10:00
      B,2020-04-01 09:00:00,2020-04-01 09:20:00
      C,2020-04-31 09:00:00,2020-04-31 09:20:00
      """;

  private static final String BY_MONTH =
      """
      name: docks
      time: at
      source: {zone: UTC}
      key: [[id]]
      fields: {id: {type: string}, at: {type: timestamp}, dock: {type: string}, bikes: {type: integer}}
      measures: {bikes: {unit: bikes, expression: bikes}}
      periods: [day, week, month]
      groups:
        - {by: []}
        - {by: [dock], finest: month}
      """;

  private static final String THREE_DOCKS =
      """
      id,at,dock,bikes
      1,2020-04-10 10:00:00,A,3
      2,2020-05-03 10:00:00,A,4
      3,2020-05-03 11:00:00,B,5
      """;

  private static final String TWO_RIDES =
      """
      [{"ride_id": "A", "started_at": "2020-04-01 08:00:00", "ended_at": "2020-04-01 08:10:00"},
       {"ride_id": "B", "started_at": "2020-04-01 09:00:00", "ended_at": "2020-04-01 09:20:00"}]
      """;

  private static final String CURRENT_TAB_IS_IN_VIEW =
      """
      () => {
        const tabs = document.querySelector('#tabs').getBoundingClientRect();
        const tab = document.querySelector('#tabs [aria-current]').getBoundingClientRect();
        return tabs.left <= tab.left + 1 && tab.right <= tabs.right + 1;
      }
      """;

  private static Chromium chromium;
  private PageWindow window;

  @BeforeAll
  static void ingest(@TempDir Path folder) throws IOException {
    chromium = Chromium.start();
    Cluster.meanstream().json("ingest", rides(folder).toString(), "--dataset", DATASET);
    Cluster.meanstream().json("aggregate", "--dataset", DATASET);
  }

  /** A real month where there is one. */
  private static Path rides(Path folder) throws IOException {
    Path sample = folder.resolve("rides.csv");
    String data = System.getenv("MEANSTREAM_DATA");
    Path month = Path.of(data == null ? "" : data, "divvy", "202004-divvy-tripdata.csv");
    return Files.exists(month)
        ? month.toAbsolutePath()
        : Sample.write(Cluster.meanstream(), sample, 20_000, 7).file();
  }

  @BeforeEach
  void openWindow() {
    window = chromium.open(Cluster.url("stats-api"), WIDE, ColorScheme.LIGHT);
  }

  @AfterEach
  void closeWindow() {
    window.close();
  }

  @AfterAll
  static void stop() {
    if (chromium != null) {
      chromium.close();
    }
  }

  @Test
  @Tag("thorough")
  void groupsThatAreOnlyKeptFromMonthsOnAreShown(@TempDir Path folder) throws IOException {
    averageThreeDocks(folder, "docks", BY_MONTH);

    window.show("?dataset=docks");

    assertThat(rowsOfGroups()).isEqualTo(3);
    assertThat(window.errors()).isEmpty();
  }

  @Test
  @Tag("thorough")
  void overallAveragesThatAreOnlyKeptFromWeeksOnAreShown(@TempDir Path folder) throws IOException {
    averageThreeDocks(
        folder,
        "piers",
        BY_MONTH
            .replace("name: docks", "name: piers")
            .replace("{by: []}", "{by: [], finest: week}")
            .replace("{by: [dock], finest: month}", "{by: [dock]}"));

    window.show("");
    window.show("?dataset=piers");

    assertThat(rowsOfGroups()).isEqualTo(3);
    assertThat(window.errors()).isEmpty();
  }

  private static void averageThreeDocks(Path folder, String dataset, String definition)
      throws IOException {
    Files.writeString(Cluster.definitions().resolve(dataset + ".yaml"), definition);
    Path docks = Files.writeString(folder.resolve("docks.csv"), THREE_DOCKS);
    await()
        .atMost(Duration.ofMinutes(5))
        .untilAsserted(
            () -> Cluster.meanstream().json("ingest", docks.toString(), "--dataset", dataset));
    Cluster.meanstream().json("aggregate", "--dataset", dataset);
  }

  private double rowsOfGroups() {
    return window.table("groups").stream().mapToDouble(row -> number(row.get("Rows"))).sum();
  }

  @Test
  void theTableOverTimeShowsTheNumbersOfTheApi() {
    assertTableEqualsApi("day", "duration", "s");
    assertThat(window.errors()).isEmpty();
  }

  @Tag("thorough")
  @ParameterizedTest
  @CsvSource({
    "day, distance, km",
    "week, duration, s",
    "week, distance, km",
    "month, duration, s",
    "month, distance, km",
    "quarter, duration, s",
    "quarter, distance, km"
  })
  void theTablesOfOtherPeriodsShowTheNumbersOfTheApi(String period, String measure, String unit) {
    assertTableEqualsApi(period, measure, unit);
    assertThat(window.errors()).isEmpty();
  }

  private void assertTableEqualsApi(String period, String measure, String unit) {
    window.show(QUERY + "&period=" + period + "&measure=" + measure);

    List<Map<String, String>> shown = window.table("over-time");

    List<JsonNode> items = Cluster.averages(DATASET, period, "");
    assertThat(shown).hasSameSizeAs(items);
    for (int i = 0; i < items.size(); i++) {
      JsonNode item = items.get(i);
      JsonNode mean = item.get("measures").get(measure);
      Map<String, String> expected = new TreeMap<>();
      expected.put("Period", item.get("label").asText());
      expected.put("Rows", item.get("count").asText());
      expected.put("Excluded", Long.toString(sum(item.get("excluded"))));
      expected.put("Mean, " + unit, ShownNumbers.of(mean.get("mean")));
      expected.put("Min, " + unit, ShownNumbers.of(mean.get("min")));
      expected.put("Max, " + unit, ShownNumbers.of(mean.get("max")));
      expected.put("Std. dev., " + unit, ShownNumbers.of(mean.get("stddev")));
      if (!item.get("rowsPerDay").isNull()) {
        expected.put("Rows per day", ShownNumbers.of(item.get("rowsPerDay")));
      }
      Map<String, String> row = new TreeMap<>();
      shown.get(i).forEach((name, cell) -> row.put(name, ShownNumbers.in(cell)));
      assertThat(row).containsAllEntriesOf(expected);
    }
  }

  @Test
  void theOtherFiguresAddUpToTheSameRows() {
    window.show(QUERY);

    List<Map<String, String>> groups = window.table("groups");
    List<Map<String, String>> hours = window.table("hours");

    Map<String, long[]> expected = new TreeMap<>();
    long all = 0;
    for (JsonNode day : Cluster.averages(DATASET, "day", "member_casual")) {
      JsonNode duration = day.get("measures").get("duration");
      long[] sums = expected.computeIfAbsent(rider(day), rider -> new long[2]);
      sums[0] += day.get("count").asLong();
      sums[1] += Math.round(duration.get("sum").asDouble());
      all += day.get("count").asLong();
    }
    assertThat(groups).hasSameSizeAs(expected.keySet());
    for (Map<String, String> row : groups) {
      long[] sums = expected.get(row.get("member casual"));
      assertThat(number(row.get("Rows"))).isEqualTo(sums[0]);
      double mean = (double) sums[1] / sums[0];
      assertThat(number(row.get("Mean, s"))).isCloseTo(mean, within(mean * 1e-5));
    }
    assertThat(hours).hasSize(7 * 24);
    assertThat(hours.stream().mapToDouble(row -> number(row.get("Rows"))).sum()).isEqualTo(all);
    assertThat(window.errors()).isEmpty();
  }

  @Test
  void theDistributionShowsThePercentilesOfTheApi() {
    window.show(QUERY);

    List<Map<String, String>> shown = window.table("spread");

    List<JsonNode> items = Cluster.averages(DATASET, "day", "");
    assertThat(shown).hasSameSizeAs(items);
    for (int i = 0; i < items.size(); i++) {
      JsonNode duration = items.get(i).get("measures").get("duration");
      assertThat(ShownNumbers.in(shown.get(i).get("Median, s")))
          .isEqualTo(ShownNumbers.of(duration.get("median")));
      assertThat(ShownNumbers.in(shown.get(i).get("90 %, s")))
          .isEqualTo(ShownNumbers.of(duration.get("p90")));
      assertThat(ShownNumbers.in(shown.get(i).get("99 %, s")))
          .isEqualTo(ShownNumbers.of(duration.get("p99")));
    }
    assertThat(window.errors()).isEmpty();
  }

  private static String rider(JsonNode average) {
    JsonNode rider = average.get("group").get("member_casual");
    return rider.isNull() ? "(no value)" : rider.asText();
  }

  private static long sum(JsonNode counts) {
    long sum = 0;
    for (JsonNode count : counts) {
      sum += count.asLong();
    }
    return sum;
  }

  private static double number(String cell) {
    return Double.parseDouble(ShownNumbers.in(cell));
  }

  @Test
  void theAddressHoldsWhatIsShown() {
    List<JsonNode> days = Cluster.averages(DATASET, "day", "");
    List<JsonNode> weeks = Cluster.averages(DATASET, "week", "");
    window.show(QUERY);
    window.table("over-time");

    window.choose("By", "week");
    window.select("Split by", "member_casual");
    window.select("Compare with", "previous");

    assertThat(window.page())
        .hasURL(
            Cluster.url("stats-api")
                + "/"
                + QUERY
                + "&period=week&group=member_casual&compare=previous");
    assertThat(window.table("over-time"))
        .hasSameSizeAs(weeks)
        .allSatisfy(row -> assertThat(row).containsKey("Compared with"));
    assertThat(window.panel("over-time").locator(".legend")).containsText("casual");
    window.page().reload();
    window.awaitLoaded();
    assertThat(window.table("over-time")).hasSameSizeAs(weeks);
    for (int back = 0; back < 3; back++) {
      window.page().goBack();
    }
    window.awaitLoaded();
    assertThat(window.table("over-time")).hasSameSizeAs(days);
    assertThat(window.errors()).isEmpty();
  }

  @Test
  void aRangeLimitsEveryFigure() {
    List<JsonNode> days = Cluster.averages(DATASET, "day", "");
    List<JsonNode> range = days.subList(2, 6);
    window.show(QUERY);

    enterDay("From", range.get(0));
    enterDay("Through", range.get(range.size() - 1));

    assertThat(window.table("over-time").stream().map(row -> row.get("Period")))
        .containsExactlyElementsOf(range.stream().map(day -> day.get("label").asText()).toList());
    double rows = range.stream().mapToLong(day -> day.get("count").asLong()).sum();
    assertThat(window.table("groups").stream().mapToDouble(row -> number(row.get("Rows"))).sum())
        .isEqualTo(rows);
    assertThat(window.table("hours").stream().mapToDouble(row -> number(row.get("Rows"))).sum())
        .isEqualTo(rows);
    assertThat(window.errors()).isEmpty();
  }

  private void enterDay(String label, JsonNode day) {
    Locator field = window.page().getByLabel(label, new Page.GetByLabelOptions().setExact(true));
    field.fill(day.get("label").asText());
    field.dispatchEvent("change");
    window.awaitLoaded();
  }

  @Test
  void theDownloadIsWhatTheApiSends() throws IOException {
    window.show(QUERY + "&period=week");

    Download download =
        window
            .page()
            .waitForDownload(() -> window.panel("over-time").getByText("CSV", exactly()).click());

    assertThat(download.suggestedFilename()).isEqualTo(DATASET + "-averages-week.csv");
    assertThat(Files.readString(download.path()))
        .isEqualTo(text("/api/v1/datasets/" + DATASET + "/averages?period=week&format=csv"))
        .startsWith("label,");
    assertThat(window.errors()).isEmpty();
  }

  private static Locator.GetByTextOptions exactly() {
    return new Locator.GetByTextOptions().setExact(true);
  }

  private static String text(String path) throws IOException {
    try (var body = URI.create(Cluster.url("stats-api") + path).toURL().openStream()) {
      return new String(body.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Test
  void tabsLeadToEveryViewWithoutBarriers() {
    JsonNode newest = newestDay();
    window.show("");
    Locator card = window.page().locator("article:has(a[href='./" + QUERY + "'])");
    assertThat(card.locator(".big")).containsText("%,d".formatted(newest.get("count").asLong()));
    List<String> barriers = new ArrayList<>(window.barriers());

    window.page().locator("#tabs a[href='./" + QUERY + "']").click();
    window.awaitLoaded();
    assertThat(window.page().locator("h1")).hasText("Divvy bike rides");
    barriers.addAll(window.barriers());

    window.page().locator("#tabs").getByText("Pipeline", exactly()).click();
    window.awaitLoaded();
    assertThat(window.page().locator("#sources .list > li").first()).isVisible();
    assertThat(window.page().locator("#services li"))
        .hasText(
            new String[] {"stats-apiready", "ingestorready", "persisterready", "schedulerready"});
    barriers.addAll(window.barriers());

    assertThat(barriers).isEmpty();
    assertThat(window.errors()).isEmpty();
  }

  @Tag("thorough")
  @ParameterizedTest
  @CsvSource({PHONE + ", LIGHT", PHONE + ", DARK", WIDE + ", DARK"})
  void everyViewIsAccessibleOnAPhoneAndInDarkMode(int width, ColorScheme colors) {
    try (PageWindow other = chromium.open(Cluster.url("stats-api"), width, colors)) {
      for (String query :
          List.of(
              "",
              QUERY,
              QUERY + "&period=hour",
              QUERY + "&group=rideable_type",
              "?view=pipeline")) {
        assertThat(other.show(query).barriers()).as(query).isEmpty();
        assertThat((int) other.page().evaluate("document.documentElement.scrollWidth"))
            .as("width of " + query)
            .isLessThanOrEqualTo(width);
        assertThat((boolean) other.page().evaluate(CURRENT_TAB_IS_IN_VIEW))
            .as("the current tab of " + query)
            .isTrue();
      }
      assertThat(other.errors()).isEmpty();
    }
  }

  private static JsonNode newestDay() {
    List<JsonNode> days = Cluster.averages(DATASET, "day", "");
    return days.get(days.size() - 1);
  }

  @Test
  void anUploadedFileIsCheckedAndThenIngestedByAClick(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("three.csv"), THREE_RIDES);
    window.show("?view=pipeline&dataset=" + UPLOADED);
    Page page = window.page();

    page.locator("#upload").setInputFiles(file);
    page.getByLabel("Token", new Page.GetByLabelOptions().setExact(true)).fill(token());
    page.getByText("Use token", new Page.GetByTextOptions().setExact(true)).click();

    Locator upload =
        page.locator("#sources li.source", new Page.LocatorOptions().setHasText("three.csv"));
    assertThat(upload).containsText("3 rows");
    assertThat(upload).containsText("1 would be rejected");
    assertThat(upload).containsText("2020-04-31 09:00:00");
    assertThat(balance().get("read").asInt()).as("before the click").isZero();

    upload
        .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Ingest 2 rows"))
        .click();

    assertThat(page.locator("#sources")).containsText("3 read: 2 stored, 1 rejected");
    assertThat(balance().get("stored").asInt()).isEqualTo(2);
    assertThat(balance().get("rejected").asInt()).isEqualTo(1);
    assertThat(page.locator("#rejects")).containsText("2020-04-31 09:00:00");
    assertThat(window.errors()).isEmpty();
  }

  @Test
  @Tag("thorough")
  void aFeedIsFetchedByAClickAndSaysWhatWentWrong() throws IOException {
    Queue<Integer> statuses = new ConcurrentLinkedQueue<>(List.of(200, 404));
    HttpServer api = HttpServer.create(new InetSocketAddress("127.0.0.1", Cluster.feedPort()), 0);
    api.createContext(
        "/rides",
        exchange -> {
          byte[] body = TWO_RIDES.getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(statuses.remove(), body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    api.start();
    try {
      window.show("?view=pipeline&dataset=rides-fed");
      Locator feed = window.panel("feeds").locator("li");
      assertThat(feed).containsText("Never fetched yet");

      fetchNow(feed);
      window.page().getByLabel("Token", new Page.GetByLabelOptions().setExact(true)).fill(token());
      window.page().getByText("Use token", new Page.GetByTextOptions().setExact(true)).click();

      assertThat(feed).containsText("2 records on 1 page");
      assertThat(feed).containsText("http://127.0.0.1:" + Cluster.feedPort() + "/rides");
      assertThat(window.panel("sources")).containsText("2 read: 2 stored");

      fetchNow(feed);

      assertThat(feed.locator(".badge")).hasText("failed");
      assertThat(feed.locator("p.bad")).containsText("404");
      assertThat(window.barriers()).isEmpty();
    } finally {
      api.stop(0);
    }
  }

  private static void fetchNow(Locator feed) {
    feed.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Fetch now")).click();
  }

  private static JsonNode balance() {
    return Cluster.get(Cluster.url("stats-api") + "/api/v1/balance?dataset=" + UPLOADED);
  }

  private static String token() throws IOException {
    return Files.readString(Cluster.meanstream().home().resolve("token")).strip();
  }

  @ParameterizedTest
  @CsvSource({"500, {}", "200, {"})
  void aFailedRequestIsRepeated(int status, String body) {
    window
        .page()
        .route(
            "**/averages?*",
            request -> request.fulfill(new Route.FulfillOptions().setStatus(status).setBody(body)),
            new Page.RouteOptions().setTimes(1));

    window.show(QUERY);

    assertThat(window.table("over-time")).hasSameSizeAs(Cluster.averages(DATASET, "day", ""));
  }

  @Test
  void shownDataStaysWhileTheStoreIsUnavailable() {
    assumeTrue(Cluster.meanstream().storeUri().isEmpty(), "skipped: the store is not a part of up");
    ProcessHandle store = Cluster.process("store").orElseThrow();
    window.show(QUERY);
    List<Map<String, String>> before = window.table("over-time");
    Locator notice = window.page().locator("#notice");
    assertThat(notice).isHidden();

    Signal.STOP.to(store);
    try {
      assertThat(notice).containsText("store");
      assertThat(window.page().locator("#live")).hasText("Offline");
      assertThat(window.table("over-time")).isEqualTo(before);
    } finally {
      Signal.CONT.to(store);
    }

    assertThat(notice).isHidden();
    assertThat(window.page().locator("#live")).hasText("Live");
    window.choose("By", "week");
    assertThat(window.table("over-time")).hasSameSizeAs(Cluster.averages(DATASET, "week", ""));
  }
}
