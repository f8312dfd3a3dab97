package io.meanstream.batch.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.model.Filters;
import io.meanstream.batch.BatchTestEnvironment;
import io.meanstream.batch.FilledStore;
import io.meanstream.batch.TestRuns;
import io.meanstream.batch.VisitRows;
import io.meanstream.batch.average.AggregationSpec;
import io.meanstream.batch.average.Scope;
import io.meanstream.batch.store.AverageWriter;
import io.meanstream.batch.store.Averages;
import io.meanstream.catalog.dataset.Dataset;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.apache.spark.util.LongAccumulator;
import org.bson.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** An average counts rows as late if they arrive after a run found its period over. */
@ExtendWith(BatchTestEnvironment.class)
class LateRowsTest {

  private static final String DAY = "visits|day|2020-05-01|";
  private static final String WEEK = "visits|week|2020-W18|";
  private static final String MONTH = "visits|month|2020-05|";

  private final Dataset visits = TestRuns.visits();

  private FilledStore store;
  private SparkEngine spark;

  @BeforeEach
  void aDayThatIsOverInAMonthThatIsNot(FilledStore store, SparkEngine spark) {
    this.store = store;
    this.spark = spark;
    add("2020-05-01T15:00:00Z");
    add("2020-05-07T15:00:00Z");
    TestRuns.dirtyDays(store, spark, visits);
  }

  @Test
  void noRowIsLateAtFirst() {
    assertThat(store.averages().countDocuments(Filters.exists("late"))).isZero();
  }

  @Test
  void aLateRowCountsAsLateOnlyInItsOverPeriods() {
    // When
    add("2020-05-01T16:00:00Z");
    TestRuns.dirtyDays(store, spark, visits);

    // Then
    assertThat(late(DAY, WEEK, MONTH, "visits|hour|2020-05-01T11-05:00|"))
        .isEqualTo(Map.of(DAY, 1L, WEEK, 1L, MONTH, 0L, "visits|hour|2020-05-01T11-05:00|", 1L));
  }

  @Test
  void rowsBeforeTheRunThatEndsTheirPeriodAreNotLate() {
    // Given a row that ends the month, together with another of the month
    add("2020-05-30T16:00:00Z");
    add("2020-06-01T16:00:00Z");
    TestRuns.dirtyDays(store, spark, visits);
    assertThat(late(MONTH)).isEqualTo(Map.of(MONTH, 0L));

    // When
    add("2020-05-31T16:00:00Z");
    TestRuns.dirtyDays(store, spark, visits);

    // Then
    assertThat(late(MONTH)).isEqualTo(Map.of(MONTH, 1L));
  }

  @Test
  void periodsStayOverAfterARunWithoutWork() {
    // Given
    add("2020-06-01T16:00:00Z");
    TestRuns.dirtyDays(store, spark, visits);
    TestRuns.dirtyDays(store, spark, visits);

    // When
    add("2020-05-31T16:00:00Z");
    TestRuns.dirtyDays(store, spark, visits);

    // Then
    assertThat(late(MONTH)).isEqualTo(Map.of(MONTH, 1L));
  }

  @Test
  void excludedRowsAreLateToo() {
    // When
    store.insert(visits, List.of(VisitRows.at("2020-05-01T16:00:00Z", -1)));
    TestRuns.dirtyDays(store, spark, visits);

    // Then
    assertThat(late(DAY)).isEqualTo(Map.of(DAY, 1L));
  }

  @Test
  void lateRowsAddUpAndAFullRunKeepsTheirCount() {
    // Given
    add("2020-05-01T16:00:00Z");
    TestRuns.dirtyDays(store, spark, visits);
    add("2020-05-01T17:00:00Z");
    TestRuns.dirtyDays(store, spark, visits);

    // When
    TestRuns.full(store, spark, visits);
    TestRuns.days(store, spark, visits, "2020-05-01", "2020-05-02");

    // Then
    assertThat(late(DAY, WEEK)).isEqualTo(Map.of(DAY, 2L, WEEK, 2L));
  }

  @Test
  void aRepeatedRunCountsNothingTwice() {
    // Given a late row, and a run that dies before it marks the days as done
    add("2020-05-01T16:00:00Z");
    add("2020-05-02T16:00:00Z");
    Run killed = new Leases(store.database(), TestRuns.LEASE).take("visits", "me").orElseThrow();
    Scope scope = Scope.of(visits.zone(), killed.dirtyDays().days());
    LongAccumulator written = spark.sessionIn(visits.zone()).sparkContext().longAccumulator();
    new AverageJob(spark.sessionIn(visits.zone()), store.store(), visits, scope)
        .averages(killed.dirtyDays().days(), true)
        .foreachPartition(
            new AverageWriter(
                store.store(), AggregationSpec.of(visits), killed.stamp(visits), written));
    new Averages(store.database(), "visits").reveal(killed.number());
    assertThat(late(DAY, WEEK)).isEqualTo(Map.of(DAY, 1L, WEEK, 2L));
    new Leases(store.database(), TestRuns.LEASE).release(killed);

    // When
    TestRuns.dirtyDays(store, spark, visits);

    // Then
    assertThat(late(DAY, WEEK, "visits|day|2020-05-02|"))
        .isEqualTo(Map.of(DAY, 1L, WEEK, 2L, "visits|day|2020-05-02|", 1L));
  }

  @Test
  void aRowCorrectedIntoAnotherDayIsLateThereAndMissingInTheOldOne() {
    // When
    Document moved = VisitRows.at("2020-05-01T15:00:00Z", 1);
    moved.put("order", Date.from(Instant.parse("2020-05-02T15:00:00Z")));
    store.replace(visits, moved);
    TestRuns.dirtyDays(store, spark, visits);

    // Then
    assertThat(late(DAY, "visits|day|2020-05-02|", WEEK))
        .isEqualTo(Map.of(DAY, -1L, "visits|day|2020-05-02|", 1L, WEEK, 0L));
  }

  @Test
  void aNewGroupingCountsLateRowsFromItsFirstRunOn() {
    // Given
    Dataset changed = TestRuns.dataset(Path.of("src/test/resources/definitions/after"), "visits");
    add("2020-05-01T16:00:00Z");
    TestRuns.dirtyDays(store, spark, visits);
    TestRuns.dirtyDays(store, spark, changed);
    String group = "visits|week|2020-W18|member";
    assertThat(late(group, DAY)).isEqualTo(Map.of(group, 0L, DAY, 1L));

    // When
    add("2020-05-01T17:00:00Z");
    TestRuns.dirtyDays(store, spark, changed);

    // Then
    assertThat(late(group, DAY)).isEqualTo(Map.of(group, 1L, DAY, 2L));
  }

  private void add(String time) {
    store.insert(visits, List.of(VisitRows.at(time, 1)));
  }

  private Map<String, Long> late(String... averages) {
    Map<String, Long> late = new java.util.HashMap<>();
    for (String average : averages) {
      Document found = store.averages().find(Filters.eq("_id", average)).first();
      late.put(average, found.get("late", 0L));
    }
    return late;
  }
}
