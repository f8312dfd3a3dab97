package io.meanstream.launch.averages;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.meanstream.launch.api.AveragesQuery;
import io.meanstream.launch.api.FakeService;
import io.meanstream.launch.api.StatsApi;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AveragesPrinterTest {

  private final FakeService stats = new FakeService();

  @AfterEach
  void stop() {
    stats.close();
  }

  @Test
  void theTableShowsRowsPerDayAndCompleteness() {
    stats.with(
        "/api/v1/datasets/rides/averages?period=week",
        200,
        """
        {"dataset": "rides", "period": "week", "next": null, "items": [
          {"label": "2020-W14", "group": {}, "count": 12500, "rowsPerDay": 2500.0,
           "excluded": {"too_short": 7, "test_station": 1}, "over": true, "complete": true,
           "late": 3, "measures": {"duration": {"unit": "s", "mean": 1471.239},
             "distance": {"unit": "km", "mean": null}}},
          {"label": "2020-W15", "group": {}, "count": 0, "rowsPerDay": 0.0,
           "excluded": {"too_short": 1}, "over": true, "complete": false, "late": 0,
           "measures": {"duration": {"mean": null}, "distance": {"mean": null}}},
          {"label": "2020-W16", "group": {}, "count": 1, "rowsPerDay": 1.0,
           "excluded": {}, "over": false, "complete": false, "late": 0,
           "measures": {"duration": {"mean": 60.0}, "distance": {"mean": 0.5}}}]}""");

    assertThat(table("week").lines())
        .containsExactly(
            "week        rows     a day  excluded  mean duration (s)  mean distance (km)  state",
            "2020-W14  12,500  2,500.00         8           1,471.24                   -  complete,"
                + " 3 late",
            "2020-W15       0      0.00         1                  -                   -  waits for"
                + " a run",
            "2020-W16       1      1.00         0              60.00                0.50  not over");
  }

  @Test
  void theTableShowsTheStatisticsThatWereAskedFor() {
    stats.with(
        "/api/v1/datasets/rides/averages?period=day&statistic=p90%2Ccount%2Cmedian",
        200,
        """
        {"dataset": "rides", "period": "day", "next": null, "items": [
          {"label": "2020-04-01", "group": {}, "count": 1200, "excluded": {}, "over": true,
           "complete": true, "late": 0, "measures": {
             "duration": {"unit": "s", "count": 1100, "median": 870.5, "p90": 2400.0},
             "distance": {"unit": "km", "count": 0, "median": null, "p90": null}}}]}""");
    AveragesQuery query =
        new AveragesQuery(
            "rides",
            "day",
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            List.of("p90", "count", "median"));

    assertThat(table(query).lines())
        .containsExactly(
            "day          rows  excluded  p90 duration (s)  count duration  median duration (s)"
                + "  p90 distance (km)  count distance  median distance (km)  state",
            "2020-04-01  1,200         0          2,400.00           1,100               870.50"
                + "                  -               0                     -  complete");
  }

  @Test
  void averagesOfDaysHaveNoColumnForRowsPerDay() {
    stats.with(
        "/api/v1/datasets/rides/averages?period=day",
        200,
        """
        {"dataset": "rides", "period": "day", "next": null, "items": [
          {"label": "2020-04-01", "group": {}, "count": 7, "rowsPerDay": null, "excluded": {},
           "over": true, "complete": true, "late": 0, "measures": {}}]}""");

    assertThat(table("day").lines())
        .containsExactly(
            "day         rows  excluded  state", "2020-04-01     7         0  complete");
  }

  @Test
  void withoutAveragesTheTableNamesTheCommandThatComputesThem() {
    stats.with(
        "/api/v1/datasets/rides/averages?period=day",
        200,
        """
        {"dataset": "rides", "period": "day", "next": null, "items": []}""");
    stats.with("/api/v1/balance?dataset=rides", 200, "{\"stored\": 3}");

    assertThat(table("day").lines())
        .containsExactly(
            "no averages of rides by day; './meanstream aggregate' computes those of its rows");
  }

  @Test
  void withoutRowsTheTableReportsIt() {
    stats
        .with(
            "/api/v1/datasets/rides/averages?period=day",
            200,
            """
            {"dataset": "rides", "period": "day", "next": null, "items": []}""")
        .with("/api/v1/balance?dataset=rides", 200, "{\"stored\": 0}");

    assertThat(table("day").lines())
        .containsExactly("no averages of rides by day: it has no rows yet");
  }

  @Test
  void aValueWithLineEndsStaysInItsCell() {
    stats.with(
        "/api/v1/datasets/rides/averages?period=day",
        200,
        """
        {"dataset": "rides", "period": "day", "next": null, "items": [
          {"label": "2020-04-01", "group": {"note": "two\\nlines"}, "count": 7, "excluded": {},
           "over": true, "complete": true, "late": 0, "measures": {}}]}""");

    assertThat(table("day").lines())
        .containsExactly(
            "day         note        rows  excluded  state",
            "2020-04-01  two\\nlines     7         0  complete");
  }

  private String table(String period) {
    return table(AveragesQuery.overall("rides", period));
  }

  private String table(AveragesQuery query) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    new AveragesPrinter(
            new StatsApi(stats.uri()), new PrintStream(out, true, UTF_8), dataset -> query)
        .table("rides", () -> {});
    return out.toString(UTF_8);
  }
}
