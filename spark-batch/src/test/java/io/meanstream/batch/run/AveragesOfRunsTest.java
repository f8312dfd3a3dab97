package io.meanstream.batch.run;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import io.meanstream.batch.BatchTestEnvironment;
import io.meanstream.batch.FilledStore;
import io.meanstream.batch.TestRuns;
import io.meanstream.batch.VisitRows;
import io.meanstream.catalog.dataset.Dataset;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The store after runs, over the wire, with Spark in local mode. */
@ExtendWith(BatchTestEnvironment.class)
class AveragesOfRunsTest {

  private static final ZoneId CHICAGO = ZoneId.of("America/Chicago");

  private final Dataset visits = TestRuns.visits();

  @Test
  void theFirstMatchingRuleExcludesARowAndANullRuleDoesNotMatch(
      FilledStore store, SparkEngine spark) {
    // Given
    store.insert(
        visits,
        List.of(
            VisitRows.at("2020-05-01T15:00:00Z", 2),
            VisitRows.at("2020-05-01T15:10:00Z", 4).append("group", "odd"),
            VisitRows.at("2020-05-01T15:20:00Z", 3000),
            VisitRows.at("2020-05-01T15:30:00Z", 5000).append("group", "odd"),
            VisitRows.at("2020-05-01T15:40:00Z", -1),
            withoutSize("2020-05-01T15:50:00Z"),
            VisitRows.at("2020-05-01T15:55:00Z", 6).append("group", "even")));

    // When
    TestRuns.dirtyDays(store, spark, visits);

    // Then
    Document day = store.shown(visits, "day", "").get(0);
    assertThat(day.get("_id")).isEqualTo("visits|day|2020-05-01|");
    assertThat(day.get("group")).isEqualTo(new Document());
    assertThat(day.getLong("count")).isEqualTo(3);
    assertThat(day.get("excluded"))
        .isEqualTo(new Document("negative", 1L).append("huge", 2L).append("odd", 1L));
    assertThat(sizeOf(day))
        .isEqualTo(
            new Document("count", 2L)
                .append("sum", 8.0)
                .append("mean", 4.0)
                .append("min", 2.0)
                .append("max", 6.0)
                .append("m2", 8.0)
                .append("median", 2.0)
                .append("p90", 6.0)
                .append("p99", 6.0));
  }

  @Test
  void aMeasureWithoutValuesIsNullAndNeverNaN(FilledStore store, SparkEngine spark) {
    // Given
    store.insert(visits, List.of(withoutSize("2020-05-01T15:50:00Z")));

    // When
    TestRuns.dirtyDays(store, spark, visits);

    // Then
    Document day = store.shown(visits, "day", "").get(0);
    assertThat(day.getLong("count")).isEqualTo(1);
    assertThat(sizeOf(day))
        .containsEntry("count", 0L)
        .containsEntry("sum", null)
        .containsEntry("mean", null)
        .containsEntry("min", null)
        .containsEntry("max", null)
        .containsEntry("m2", null)
        .containsEntry("median", null)
        .containsEntry("p90", null)
        .containsEntry("p99", null);
  }

  @Test
  void missingGroupValuesFormAGroupAndValuesKeepTheirType(FilledStore store, SparkEngine spark) {
    // Given
    store.insert(
        visits,
        List.of(
            VisitRows.at("2020-05-01T15:00:00Z", 1).append("floor", 2L).append("member", true),
            VisitRows.at("2020-05-01T16:00:00Z", 2).append("floor", 2L),
            VisitRows.at("2020-05-01T17:00:00Z", 3),
            VisitRows.at("2020-05-01T18:00:00Z", 4).append("floor", 10L).append("member", false)));

    // When
    TestRuns.dirtyDays(store, spark, visits);

    // Then
    Map<String, Document> groups =
        store.shown(visits, "week", "floor,member").stream()
            .collect(
                toMap(week -> week.getString("_id"), week -> week.get("group", Document.class)));
    assertThat(groups)
        .containsOnly(
            Map.entry(
                "visits|week|2020-W18|floor=2,member=true",
                new Document("floor", 2L).append("member", true)),
            Map.entry(
                "visits|week|2020-W18|floor=2,member",
                new Document("floor", 2L).append("member", null)),
            Map.entry(
                "visits|week|2020-W18|floor,member",
                new Document("floor", null).append("member", null)),
            Map.entry(
                "visits|week|2020-W18|floor=10,member=false",
                new Document("floor", 10L).append("member", false)));
  }

  @Test
  void daysHave23HoursWhenTheClockGoesForward(FilledStore store, SparkEngine spark) {
    // Given
    LocalDate day = LocalDate.of(2020, 3, 8);
    Instant start = day.atStartOfDay(CHICAGO).toInstant();
    Instant end = day.plusDays(1).atStartOfDay(CHICAGO).toInstant();
    store.insert(visits, VisitRows.everyQuarterHour(start, end));

    // When
    TestRuns.dirtyDays(store, spark, visits);

    // Then
    Document average = store.shown(visits, "day", "").get(0);
    assertThat(Duration.between(start, end)).isEqualTo(Duration.ofHours(23));
    assertThat(average.getLong("count")).isEqualTo(23 * 4);
    assertThat(average.getDate("start").toInstant()).isEqualTo(start);
    assertThat(average.getDate("end").toInstant()).isEqualTo(end);
    assertThat(labels(store.shown(visits, "hour", "")))
        .hasSize(23)
        .contains("2020-03-08T01-06:00", "2020-03-08T03-05:00")
        .doesNotContain("2020-03-08T02-06:00", "2020-03-08T02-05:00");
  }

  @Test
  void bothHoursOfTheSameNameAreKeptApartWhenTheClockGoesBack(
      FilledStore store, SparkEngine spark) {
    // Given
    LocalDate day = LocalDate.of(2020, 11, 1);
    Instant start = day.atStartOfDay(CHICAGO).toInstant();
    Instant end = day.plusDays(1).atStartOfDay(CHICAGO).toInstant();
    store.insert(visits, VisitRows.everyQuarterHour(start, end));

    // When
    TestRuns.dirtyDays(store, spark, visits);

    // Then
    assertThat(store.shown(visits, "day", "").get(0).getLong("count")).isEqualTo(25 * 4);
    List<Document> hours = store.shown(visits, "hour", "");
    assertThat(hours).hasSize(25).allMatch(hour -> hour.getLong("count") == 4);
    assertThat(labels(hours)).contains("2020-11-01T01-05:00", "2020-11-01T01-06:00");
  }

  @Test
  void aLateRowChangesItsDayAndAllLongerPeriods(FilledStore store, SparkEngine spark) {
    // Given the days of a quarter
    Instant from = LocalDate.of(2020, 4, 1).atStartOfDay(CHICAGO).toInstant();
    Instant to = LocalDate.of(2020, 7, 1).atStartOfDay(CHICAGO).toInstant();
    store.insert(visits, VisitRows.everyQuarterHour(from, to));
    TestRuns.dirtyDays(store, spark, visits);

    // When a row of Friday, the 1st of May, comes late
    store.insert(visits, List.of(VisitRows.at("2020-05-01T17:00:00Z", 98).append("group", "late")));
    RunReport report = TestRuns.dirtyDays(store, spark, visits);

    // Then
    assertThat(report.days()).isEqualTo(1);
    assertThat(report.rowsRead()).isEqualTo(97);
    assertThat(of(store, "day", "2020-05-01")).containsEntry("count", 97L);
    assertThat(of(store, "week", "2020-W18")).containsEntry("count", 7 * 96 + 1L);
    assertThat(of(store, "month", "2020-05")).containsEntry("count", 31 * 96 + 1L);
    assertThat(of(store, "quarter", "2020-Q2")).containsEntry("count", 91 * 96 + 1L);
    assertThat(sizeOf(of(store, "quarter", "2020-Q2")))
        .containsEntry("sum", 91 * 96 + 98.0)
        .containsEntry("max", 98.0);
    assertThat(of(store, "day", "2020-05-02")).containsEntry("run", 1L);
    assertThat(of(store, "month", "2020-06")).containsEntry("run", 1L);
    assertThat(labels(store.shown(visits, "quarter", "group"))).hasSize(2);
    assertThat(countedIn(store, "week")).isEqualTo(91 * 96 + 1);
    assertThat(countedIn(store, "hour")).isEqualTo(91 * 96 + 1);
  }

  @Test
  void anAverageThatLosesItsRowsIsRewrittenAsEmpty(FilledStore store, SparkEngine spark) {
    // Given
    store.insert(visits, List.of(VisitRows.at("2020-05-01T15:00:00Z", 1).append("group", "north")));
    TestRuns.dirtyDays(store, spark, visits);

    // When the row turns out to belong to another day and group
    Document moved = VisitRows.at("2020-05-01T15:00:00Z", 1).append("group", "south");
    moved.put("order", java.util.Date.from(Instant.parse("2020-08-03T15:00:00Z")));
    store.replace(visits, moved);
    TestRuns.dirtyDays(store, spark, visits);

    // Then
    for (String period : List.of("day", "week", "month", "quarter")) {
      assertThat(store.shown(visits, period, "")).hasSize(1);
      assertThat(store.shown(visits, period, "group"))
          .extracting(average -> average.get("group"))
          .containsExactly(new Document("group", "south"));
    }
    Document gone =
        store.averages().find(new Document("_id", "visits|week|2020-W18|group=north")).first();
    assertThat(gone).containsEntry("count", 0L).containsEntry("run", 2L);
    assertThat(sizeOf(gone)).containsEntry("mean", null);
  }

  @Test
  void nothingIsReadWhenNoDayIsDirty(FilledStore store, SparkEngine spark) {
    // Given
    store.insert(visits, List.of(VisitRows.at("2020-05-01T15:00:00Z", 1)));
    TestRuns.dirtyDays(store, spark, visits);

    // When
    RunReport again = TestRuns.dirtyDays(store, spark, visits);

    // Then
    assertThat(again.run()).isEqualTo(2);
    assertThat(again.rowsRead()).isZero();
    assertThat(again.averagesWritten()).isZero();
    assertThat(of(store, "day", "2020-05-01")).containsEntry("run", 1L);
  }

  @Test
  void requestedDaysAreRecomputedEvenIfNotDirty(FilledStore store, SparkEngine spark) {
    // Given
    store.insert(
        visits,
        List.of(VisitRows.at("2020-05-01T15:00:00Z", 1), VisitRows.at("2020-05-02T15:00:00Z", 2)));
    TestRuns.dirtyDays(store, spark, visits);
    store.averages().updateMany(new Document(), new Document("$set", new Document("count", 77L)));

    // When
    RunReport report = TestRuns.days(store, spark, visits, "2020-05-02", "2020-05-03");

    // Then
    assertThat(report.rowsRead()).isEqualTo(1);
    assertThat(of(store, "day", "2020-05-01")).containsEntry("count", 77L);
    assertThat(of(store, "day", "2020-05-02")).containsEntry("count", 1L);
  }

  @Test
  void aFullRunCorrectsEveryWrongAverage(FilledStore store, SparkEngine spark) {
    // Given
    store.insert(
        visits,
        List.of(VisitRows.at("2020-05-01T15:00:00Z", 1), VisitRows.at("2021-05-02T15:00:00Z", 2)));
    TestRuns.dirtyDays(store, spark, visits);
    store.averages().updateMany(new Document(), new Document("$set", new Document("count", 77L)));

    // When
    TestRuns.full(store, spark, visits);

    // Then
    assertThat(store.averages().find(new Document("count", 77L)).first()).isNull();
    assertThat(countedIn(store, "quarter")).isEqualTo(2);
  }

  @Test
  void aDatasetWithoutRowsHasNoRun(FilledStore store, SparkEngine spark) {
    RunReport report = TestRuns.dirtyDays(store, spark, visits);

    assertThat(report.run()).isZero();
    assertThat(store.averages().countDocuments()).isZero();
    assertThat(store.runs().countDocuments()).isZero();
  }

  @Test
  void dirtyDaysMayHaveLostAllTheirRows(FilledStore store, SparkEngine spark) {
    // Given
    store.touch(visits, java.util.Set.of(LocalDate.of(2020, 5, 1)));

    // When
    RunReport report = TestRuns.dirtyDays(store, spark, visits);

    // Then
    assertThat(report.rowsRead()).isZero();
    assertThat(store.averages().countDocuments()).isZero();
  }

  private static Document withoutSize(String instant) {
    Document row = VisitRows.at(instant, 0);
    row.remove("select");
    return row;
  }

  private Document of(FilledStore store, String period, String label) {
    return store.shown(visits, period, "").stream()
        .filter(average -> average.getString("label").equals(label))
        .findFirst()
        .orElseThrow();
  }

  private long countedIn(FilledStore store, String period) {
    return store.shown(visits, period, "").stream()
        .mapToLong(average -> average.getLong("count"))
        .sum();
  }

  private static Document sizeOf(Document average) {
    return average.get("measures", Document.class).get("size", Document.class);
  }

  private static List<String> labels(List<Document> averages) {
    return averages.stream().map(average -> average.getString("label")).toList();
  }
}
