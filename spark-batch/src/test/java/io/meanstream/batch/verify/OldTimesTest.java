package io.meanstream.batch.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import io.meanstream.batch.BatchTestEnvironment;
import io.meanstream.batch.FilledStore;
import io.meanstream.batch.TestRuns;
import io.meanstream.batch.average.Scope;
import io.meanstream.batch.rows.TimeSlices;
import io.meanstream.batch.run.RunReport;
import io.meanstream.batch.run.RunRequest;
import io.meanstream.batch.run.SparkEngine;
import io.meanstream.catalog.Catalog;
import io.meanstream.catalog.dataset.Dataset;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.TimeZone;
import org.bson.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Times before 1582-10-15, for which {@code java.sql} uses the Julian calendar, keep the proleptic
 * Gregorian day of ISO 8601. Expected values come from Python's {@code datetime} and {@code
 * zoneinfo}.
 */
@ExtendWith(BatchTestEnvironment.class)
class OldTimesTest {

  private static final String DEFINITION =
      """
      name: deeds
      source: {zone: %s}
      key: [[id]]
      time: at
      fields:
        id: {type: string}
        at: {type: timestamp, required: true}
        until: {type: timestamp}
        due: {type: date}
      measures:
        year: {unit: a, expression: year(at)}
        day: {unit: d, expression: dayofyear(at)}
        hour: {unit: h, expression: hour(at)}
        since: {unit: d, expression: "datediff(cast(at as date), DATE'0001-01-01')"}
        lasted: {unit: s, expression: (unix_micros(until) - unix_micros(at)) / 1000000}
        due: {unit: d, expression: "datediff(due, DATE'0001-01-01')"}
      exclude:
        battle: at = timestamp'1066-10-14 09:00:00'
        overdue: until < timestamp'0001-01-01 00:00:00'
      groups: [{by: [], finest: hour}, {by: [due], finest: day}]
      periods: [hour, day, week, month, quarter]
      """;

  @TempDir Path folder;
  private FilledStore store;
  private SparkEngine spark;

  @BeforeEach
  void prepare(FilledStore store, SparkEngine spark) {
    this.store = store;
    this.spark = spark;
  }

  @ParameterizedTest
  @CsvSource({
    // the first day of the calendar, in UTC and where local mean time is minutes and seconds off
    "UTC,              0001-01-01T00:00:00Z, 0001-01-01, 0001-W01, 0001-Q1,    1,   1,  0,      0",
    "Europe/Berlin,    0000-12-31T23:06:32Z, 0001-01-01, 0001-W01, 0001-Q1,    1,   1,  0,      0",
    "America/New_York, 0001-01-01T04:56:02Z, 0001-01-01, 0001-W01, 0001-Q1,    1,   1,  0,      0",
    "Asia/Kolkata,     0000-12-31T18:06:32Z, 0001-01-01, 0001-W01, 0001-Q1,    1,   1,  0,      0",
    // the day before 1000, which is a leap year by the Julian calendar alone
    "UTC,              0999-12-31T12:00:00Z, 0999-12-31, 1000-W01, 0999-Q4,  999, 365, 12, 364876",
    "Asia/Kolkata,     0999-12-31T06:06:32Z, 0999-12-31, 1000-W01, 0999-Q4,  999, 365, 12, 364876",
    "Europe/Berlin,    1492-10-12T01:06:32Z, 1492-10-12, 1492-W41, 1492-Q4, 1492, 286,  2, 544861",
    // the days around those that the Gregorian calendar left out, and two of these
    "Europe/Berlin,    1582-10-04T11:06:32Z, 1582-10-04, 1582-W40, 1582-Q4, 1582, 277, 12, 577724",
    "Europe/Berlin,    1582-10-05T11:06:32Z, 1582-10-05, 1582-W40, 1582-Q4, 1582, 278, 12, 577725",
    "America/New_York, 1582-10-15T04:56:01Z, 1582-10-14, 1582-W41, 1582-Q4, 1582, 287, 23, 577734",
    "America/New_York, 1582-10-15T04:56:02Z, 1582-10-15, 1582-W41, 1582-Q4, 1582, 288,  0, 577735",
    // local mean time, in the calendar that everybody has
    "America/New_York, 1883-11-18T15:56:02Z, 1883-11-18, 1883-W46, 1883-Q4, 1883, 322, 11, 687707",
    "Asia/Kolkata,     1899-12-29T18:38:50Z, 1899-12-30, 1899-W52, 1899-Q4, 1899, 364,  0, 693593"
  })
  void timesBelongToTheGregorianDayOfTheirZone(
      String zone,
      String at,
      String day,
      String week,
      String quarter,
      double year,
      double dayOfYear,
      double hour,
      double days)
      throws IOException {
    // Given
    Dataset deeds = deeds(zone);
    store.insert(deeds, List.of(deed("a", at)));

    // When
    RunReport report = TestRuns.dirtyDays(store, spark, deeds);

    // Then
    assertThat(report.rowsRead()).isEqualTo(1);
    assertThat(labels(deeds, "day")).containsExactly(day);
    assertThat(labels(deeds, "week")).containsExactly(week);
    assertThat(labels(deeds, "quarter")).containsExactly(quarter);
    Document measured = store.shown(deeds, "day", "").get(0);
    assertThat(mean(measured, "year")).isEqualTo(year);
    assertThat(mean(measured, "day")).isEqualTo(dayOfYear);
    assertThat(mean(measured, "hour")).isEqualTo(hour);
    assertThat(mean(measured, "since")).isEqualTo(days);
    VerificationReport verified = verify(deeds);
    assertThat(verified.shown()).isEmpty();
    assertThat(verified.compared()).isEqualTo(store.shown().size());
  }

  @ParameterizedTest
  @ValueSource(strings = {"America/Chicago", "Pacific/Kiritimati", "UTC"})
  void timesAndDatesKeepTheirDaysInEveryJvmZone(String machine) throws IOException {
    // Given a second timestamp an hour later, across the days that were left out; and a date
    Dataset deeds = deeds("Europe/Berlin");
    store.insert(
        deeds,
        List.of(
            deed("a", "1582-10-04T11:06:32Z")
                .append("until", date("1582-10-15T11:06:32Z"))
                .append("due", date("0001-01-03T00:00:00Z"))));
    TimeZone before = TimeZone.getDefault();

    // When
    VerificationReport verified;
    TimeZone.setDefault(TimeZone.getTimeZone(machine));
    try {
      TestRuns.dirtyDays(store, spark, deeds);
      verified = verify(deeds);
    } finally {
      TimeZone.setDefault(before);
    }

    // Then eleven days lie between the two
    Document day = store.shown(deeds, "day", "").get(0);
    assertThat(mean(day, "lasted")).isEqualTo(11 * 86_400.0);
    assertThat(mean(day, "due")).isEqualTo(2.0);
    assertThat(store.shown(deeds, "day", "due"))
        .extracting(average -> average.getString("_id"))
        .containsExactly("deeds|day|1582-10-04|due=0001-01-03");
    assertThat(verified.shown()).isEmpty();
  }

  @Test
  void literalsInRulesUseTheSameCalendar() throws IOException {
    // Given the time of the rule in Berlin, a second before it, and one that ended before the year
    // 1
    Dataset deeds = deeds("Europe/Berlin");
    store.insert(
        deeds,
        List.of(
            deed("a", "1066-10-14T08:06:32Z"),
            deed("b", "1066-10-14T08:06:31Z"),
            deed("c", "1066-10-14T10:00:00Z").append("until", date("0000-12-31T23:06:31Z")),
            deed("d", "1066-10-14T10:00:00Z").append("until", date("0000-12-31T23:06:32Z"))));

    // When
    TestRuns.dirtyDays(store, spark, deeds);

    // Then
    Document day = store.shown(deeds, "day", "").get(0);
    assertThat(day.getString("label")).isEqualTo("1066-10-14");
    assertThat(day.getLong("count")).isEqualTo(2);
    assertThat(day.get("excluded")).isEqualTo(new Document("battle", 1L).append("overdue", 1L));
    assertThat(verify(deeds).isEqual()).isTrue();
  }

  @Test
  void aRowCorrectedIntoAnotherDayLeavesNothingInTheOldOne() throws IOException {
    // Given
    Dataset deeds = deeds("Europe/Berlin");
    store.insert(
        deeds, List.of(deed("a", "0000-12-31T23:06:32Z"), deed("b", "2024-04-30T22:00:00Z")));
    TestRuns.dirtyDays(store, spark, deeds);

    // When
    store.replace(deeds, deed("a", "2024-05-01T22:00:00Z"));
    TestRuns.dirtyDays(store, spark, deeds);

    // Then
    assertThat(labels(deeds, "day")).containsExactly("2024-05-01", "2024-05-02");
    assertThat(store.shown(deeds, "quarter", ""))
        .extracting(average -> average.getString("label"), average -> average.getLong("count"))
        .containsExactly(tuple("2024-Q2", 2L));
    assertThat(verify(deeds).isEqual()).isTrue();
  }

  @Test
  void onlyRequestedDaysAreReadAndVerified() throws IOException {
    // Given
    Dataset deeds = deeds("America/New_York");
    store.insert(
        deeds,
        List.of(
            deed("a", "1582-10-04T11:00:00Z"),
            deed("b", "1582-10-15T04:56:01Z"),
            deed("c", "1582-10-15T04:56:02Z")));
    TestRuns.dirtyDays(store, spark, deeds);

    // When
    RunReport run = TestRuns.days(store, spark, deeds, "1582-10-14", "1582-10-15");
    VerificationReport verified =
        TestRuns.verify(store, spark, deeds, TestRuns.requestOf("1582-10-14", "1582-10-15"));

    // Then
    assertThat(run.rowsRead()).isEqualTo(1);
    assertThat(verified.rowsRead()).isEqualTo(1);
    assertThat(verified.isEqual()).isTrue();
  }

  @Test
  void aVerificationFindsAveragesOfTheJulianCalendar() throws IOException {
    // Given what the Julian calendar would make of the first day: the third
    Dataset deeds = deeds("UTC");
    store.insert(
        deeds, List.of(deed("a", "0001-01-01T00:00:00Z"), deed("b", "1066-10-14T10:00:00Z")));
    TestRuns.dirtyDays(store, spark, deeds);
    Document first = store.averages().findOneAndDelete(Filters.eq("_id", "deeds|day|0001-01-01|"));
    store
        .averages()
        .insertOne(
            new Document(first)
                .append("_id", "deeds|day|0001-01-03|")
                .append("label", "0001-01-03")
                .append("start", date("0001-01-03T00:00:00Z"))
                .append("end", date("0001-01-04T00:00:00Z")));
    store
        .averages()
        .updateOne(
            Filters.eq("_id", "deeds|month|1066-10|"), Updates.set("measures.day.mean", 281.0));

    // When
    VerificationReport report = verify(deeds);

    // Then
    assertThat(report.shown())
        .extracting(Comparison::toString)
        .containsExactly(
            "deeds|day|0001-01-01| has rows, but is not stored",
            "deeds|day|0001-01-03| is stored, but has no rows",
            "deeds|month|1066-10| measures.day.mean is 281.0, but its rows give 287.0");
  }

  @Test
  void slicesContainEveryRowOnce() throws IOException {
    // Given rows of four days, of which the first and the last are not recorded
    Dataset deeds = deeds("Europe/Berlin");
    store.insert(
        deeds,
        List.of(
            deed("a", "0900-01-01T00:00:00Z"),
            deed("b", "1492-10-11T23:06:31Z"),
            deed("c", "1492-10-11T23:06:32Z"),
            deed("d", "2024-05-01T00:00:00Z")));
    List<LocalDate> marked = List.of(LocalDate.of(1492, 10, 11), LocalDate.of(1492, 10, 12));

    // When
    List<List<String>> slices =
        TimeSlices.of(deeds, Scope.everything(deeds.zone()), marked, 8).stream()
            .map(
                slice ->
                    store
                        .database()
                        .getCollection(deeds.rowsCollection())
                        .find(slice)
                        .map(row -> row.getString("_id"))
                        .into(new ArrayList<>()))
            .map(List::copyOf)
            .toList();

    // Then
    assertThat(slices).containsExactly(List.of("a", "b"), List.of("c", "d"));
  }

  private Dataset deeds(String zone) throws IOException {
    Files.writeString(folder.resolve("deeds.yaml"), DEFINITION.formatted(zone));
    return Catalog.load(folder).find("deeds").orElseThrow();
  }

  private static Document deed(String id, String at) {
    return new Document("_id", id).append("id", id).append("at", date(at));
  }

  private static Date date(String instant) {
    return Date.from(Instant.parse(instant));
  }

  private VerificationReport verify(Dataset deeds) {
    return TestRuns.verify(store, spark, deeds, RunRequest.ofDirtyDays());
  }

  private List<String> labels(Dataset deeds, String period) {
    return store.shown(deeds, period, "").stream()
        .map(average -> average.getString("label"))
        .toList();
  }

  private static double mean(Document average, String measure) {
    return average.get("measures", Document.class).get(measure, Document.class).getDouble("mean");
  }
}
