package io.meanstream.batch.verify;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import io.meanstream.batch.BatchTestEnvironment;
import io.meanstream.batch.FilledStore;
import io.meanstream.batch.TestRuns;
import io.meanstream.batch.VisitRows;
import io.meanstream.batch.run.Leases;
import io.meanstream.batch.run.Run;
import io.meanstream.batch.run.RunRequest;
import io.meanstream.batch.run.SparkEngine;
import io.meanstream.catalog.dataset.Dataset;
import io.meanstream.protocol.DirtyDays;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A verification finds differences and changes nothing. */
@ExtendWith(BatchTestEnvironment.class)
class VerificationTest {

  private static final String FRIDAY = "visits|day|2020-05-01|group=north";

  private final Dataset visits = TestRuns.visits();

  private FilledStore store;
  private SparkEngine spark;

  @BeforeEach
  void averagesOfTwoMonths(FilledStore store, SparkEngine spark) {
    this.store = store;
    this.spark = spark;
    store.insert(
        visits,
        List.of(
            VisitRows.at("2020-05-01T15:00:00Z", 1).append("group", "north"),
            VisitRows.at("2020-05-01T16:00:00Z", 4).append("group", "north"),
            VisitRows.at("2020-05-02T15:00:00Z", -2).append("group", "south"),
            VisitRows.at("2020-06-10T15:00:00Z", 8)));
    TestRuns.dirtyDays(store, spark, visits);
  }

  @Test
  void thereAreNoDifferencesAfterARun() {
    VerificationReport report = verify();

    assertThat(report.shown()).isEmpty();
    assertThat(report.isEqual()).isTrue();
    assertThat(report.compared()).isEqualTo(store.shown().size());
    assertThat(report.rowsRead()).isEqualTo(4);
    assertThat(report.waitingDays()).isZero();
  }

  @Test
  void aWrongValueIsADifference() {
    // Given
    change(FRIDAY, Updates.set("count", 3L));
    change("visits|month|2020-05|", Updates.set("measures.size.mean", 2.5000001));
    change("visits|quarter|2020-Q2|", Updates.set("excluded.odd", 1L));

    // When
    VerificationReport report = verify();

    // Then
    assertThat(report.differences()).isEqualTo(3);
    assertThat(report.shown())
        .extracting(Comparison::toString)
        .containsExactly(
            FRIDAY + " count is 3, but its rows give 2",
            "visits|month|2020-05| measures.size.mean is 2.5000001, but its rows give 2.5",
            "visits|quarter|2020-Q2| excluded.odd is 1, but its rows give null");
  }

  @Test
  void orderDependentRoundingIsNotADifference() {
    change("visits|month|2020-05|", Updates.set("measures.size.mean", 2.5000000001));

    assertThat(verify().isEqual()).isTrue();
  }

  @Test
  void minAndMaxAreComparedExactly() {
    change("visits|month|2020-05|", Updates.set("measures.size.max", Math.nextUp(4.0)));

    assertThat(verify().differences()).isEqualTo(1);
  }

  @Test
  void percentilesOfFewValuesAreComparedExactly() {
    // Given
    change("visits|month|2020-05|", Updates.set("measures.size.p90", Math.nextUp(4.0)));

    // When
    VerificationReport report = verify();

    // Then
    assertThat(report.shown())
        .extracting(Comparison::toString)
        .containsExactly(
            "visits|month|2020-05| measures.size.p90 is 4.000000000000001, but its rows give 4.0");
  }

  @Test
  void aSketchOfOtherValuesIsADifference() {
    // Given the sketch of another day
    Document june = store.averages().find(Filters.eq("_id", "visits|day|2020-06-10|")).first();
    change(FRIDAY, Updates.set("sketches", june.get("sketches")));

    // When
    VerificationReport report = verify();

    // Then
    assertThat(report.shown())
        .extracting(Comparison::toString)
        .containsExactly(FRIDAY + " sketches.size does not have the values of its rows");
  }

  @Test
  void aMissingSketchIsADifference() {
    // Given
    change(FRIDAY, Updates.unset("sketches"));

    // When
    VerificationReport report = verify();

    // Then
    assertThat(report.differences()).isEqualTo(1);
  }

  @Test
  void aMissingAverageIsADifference() {
    // Given
    store.averages().deleteOne(Filters.eq("_id", FRIDAY));

    // When
    VerificationReport report = verify();

    // Then
    assertThat(report.shown())
        .extracting(Comparison::toString)
        .containsExactly(FRIDAY + " has rows, but is not stored");
  }

  @Test
  void anExtraAverageIsADifferenceEvenInAnUndefinedGroup() {
    // Given
    Document day = store.averages().find(Filters.eq("_id", FRIDAY)).first();
    store.averages().insertOne(new Document(day).append("_id", "visits|day|2020-05-01|group=west"));
    store
        .averages()
        .insertOne(
            new Document(day).append("_id", "visits|day|2020-05-01|colour=red").append("by", "x"));

    // When
    VerificationReport report = verify();

    // Then
    assertThat(report.shown())
        .extracting(Comparison::toString)
        .containsExactly(
            "visits|day|2020-05-01|colour=red is stored, but has no rows",
            "visits|day|2020-05-01|group=west is stored, but has no rows");
  }

  @Test
  void anAverageWithoutRowsIsNotADifference() {
    // Given
    Document moved = VisitRows.at("2020-06-10T15:00:00Z", 8);
    moved.put("order", java.util.Date.from(java.time.Instant.parse("2020-08-03T15:00:00Z")));
    store.replace(visits, moved);
    TestRuns.dirtyDays(store, spark, visits);

    // When
    VerificationReport report = verify();

    // Then
    assertThat(store.averages().countDocuments(new Document("count", 0L))).isPositive();
    assertThat(report.isEqual()).isTrue();
    assertThat(report.compared()).isEqualTo(store.shown().size());
  }

  @Test
  void averagesOfDirtyDaysWaitForARunAndAreNotCompared() {
    // Given a late row, and wrong averages of its day and of another month
    store.insert(visits, List.of(VisitRows.at("2020-05-01T17:00:00Z", 2).append("group", "north")));
    change(FRIDAY, Updates.set("count", 77L));
    change("visits|month|2020-06|", Updates.set("count", 78L));

    // When
    VerificationReport report = verify();

    // Then
    assertThat(report.waitingDays()).isEqualTo(1);
    assertThat(report.shown())
        .extracting(Comparison::average)
        .containsExactly("visits|month|2020-06|");
    assertThat(report.lines())
        .containsExactly(
            "visits|month|2020-06| count is 78, but its rows give 1",
            "%d averages compared, 1 difference".formatted(report.compared()),
            "1 day changed since the last run: their periods are not compared until the next run");
  }

  @Test
  void daysThatARunChangedMeanwhileAreNotCompared() {
    // Given the entries of days before and after a verification
    Document before =
        new Document("2020-05-01", mark(3, 3))
            .append("2020-05-02", mark(4, 3))
            .append("2020-05-03", mark(2, 2));
    Document after =
        new Document("2020-05-01", mark(4, 4))
            .append("2020-05-02", mark(4, 4))
            .append("2020-05-03", mark(2, 2))
            .append("2020-05-04", mark(1, 1));

    // When
    DirtyDays changing = DirtyDays.between(before, after);

    // Then
    assertThat(changing.days())
        .containsExactly(
            LocalDate.of(2020, 5, 1), LocalDate.of(2020, 5, 2), LocalDate.of(2020, 5, 4));
  }

  @Test
  void onlyPeriodsWithinTheRequestedDaysAreVerified() {
    // Given wrong averages of a day in May, its week, month and quarter
    List.of(FRIDAY, "visits|week|2020-W18|", "visits|month|2020-05|", "visits|quarter|2020-Q2|")
        .forEach(average -> change(average, Updates.set("count", 77L)));

    // When
    VerificationReport day = verify("2020-05-01", "2020-05-02");
    VerificationReport week = verify("2020-04-27", "2020-05-04");
    VerificationReport month = verify("2020-05-01", "2020-06-01");
    VerificationReport june = verify("2020-06-01", "2020-07-01");

    // Then
    assertThat(day.shown()).extracting(Comparison::average).containsExactly(FRIDAY);
    assertThat(day.rowsRead()).isEqualTo(2);
    assertThat(week.shown())
        .extracting(Comparison::average)
        .containsExactly(FRIDAY, "visits|week|2020-W18|");
    assertThat(month.shown())
        .extracting(Comparison::average)
        .containsExactly(FRIDAY, "visits|month|2020-05|");
    assertThat(june.isEqual()).isTrue();
    assertThat(june.compared()).isPositive();
  }

  @Test
  void allDifferencesAreCountedAndTheFirstAreShown() {
    // Given
    store.averages().updateMany(new Document(), Updates.set("count", 77L));

    // When
    VerificationReport report = verify();

    // Then
    int all = store.shown().size();
    assertThat(all).isGreaterThan(VerificationReport.MOST_SHOWN);
    assertThat(report.differences()).isEqualTo(all);
    assertThat(report.shown()).hasSize(VerificationReport.MOST_SHOWN);
    assertThat(report.lines().get(VerificationReport.MOST_SHOWN))
        .isEqualTo("and %d more".formatted(all - VerificationReport.MOST_SHOWN));
  }

  @Test
  void averagesOfAnotherDefinitionAreNotComparedAndNotCalledEqual() {
    // When
    Dataset changed = TestRuns.dataset(Path.of("src/test/resources/definitions/after"), "visits");
    VerificationReport report = TestRuns.verify(store, spark, changed, RunRequest.ofDirtyDays());

    // Then
    assertThat(report.compared()).isZero();
    assertThat(report.waitingDays()).isEqualTo(3);
    assertThat(report.isEqual()).isFalse();
    assertThat(report.lines())
        .containsExactly("no run with this definition has completed yet, so nothing was compared");
  }

  @Test
  void rowsWithoutAnyRunAreNotCalledEqual(FilledStore other) {
    // Given
    other.insert(visits, List.of(VisitRows.at("2020-05-01T15:00:00Z", 1)));

    // When
    VerificationReport report = TestRuns.verify(other, spark, visits, RunRequest.ofDirtyDays());

    // Then
    assertThat(report.waitsForFirstRun()).isTrue();
    assertThat(report.isEqual()).isFalse();
    assertThat(report.toDocument().getBoolean("waitsForFirstRun")).isTrue();
  }

  @Test
  void aVerificationWritesNothingAndDelaysNoRun() {
    // Given a wrong average and a run in progress
    change(FRIDAY, Updates.set("count", 77L));
    store.averages().dropIndexes();
    Run other = new Leases(store.database(), TestRuns.LEASE).take("visits", "other").orElseThrow();
    Map<String, List<Document>> before = contents();

    // When
    VerificationReport report = verify();

    // Then
    assertThat(report.isEqual()).isFalse();
    assertThat(contents()).isEqualTo(before);
    assertThat(new Leases(store.database(), TestRuns.LEASE).renew(other)).isTrue();
  }

  @Test
  void aDatasetWithoutRowsHasNothingToVerify(FilledStore empty) {
    VerificationReport report = TestRuns.verify(empty, spark, visits, RunRequest.ofDirtyDays());

    assertThat(report.compared()).isZero();
    assertThat(report.waitsForFirstRun()).isFalse();
    assertThat(report.isEqual()).isTrue();
    assertThat(empty.database().listCollectionNames().into(new ArrayList<>())).isEqualTo(List.of());
  }

  private VerificationReport verify() {
    return TestRuns.verify(store, spark, visits, RunRequest.ofDirtyDays());
  }

  private VerificationReport verify(String from, String to) {
    return TestRuns.verify(store, spark, visits, TestRuns.requestOf(from, to));
  }

  private void change(String average, Bson change) {
    assertThat(store.averages().updateOne(Filters.eq("_id", average), change).getModifiedCount())
        .isEqualTo(1);
  }

  private static Document mark(long version, long done) {
    return new Document("version", version).append("done", done);
  }

  /** All documents and indexes, by collection. */
  private Map<String, List<Document>> contents() {
    Map<String, List<Document>> contents = new TreeMap<>();
    for (String name : store.database().listCollectionNames().into(new ArrayList<>())) {
      List<Document> documents =
          store.database().getCollection(name).find().into(new ArrayList<>());
      documents.addAll(store.database().getCollection(name).listIndexes().into(new ArrayList<>()));
      contents.put(name, documents);
    }
    return contents;
  }
}
