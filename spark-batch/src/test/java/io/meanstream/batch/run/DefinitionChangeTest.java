package io.meanstream.batch.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meanstream.batch.BatchTestEnvironment;
import io.meanstream.batch.FilledStore;
import io.meanstream.batch.TestRuns;
import io.meanstream.batch.VisitRows;
import io.meanstream.batch.rows.UserMistake;
import io.meanstream.catalog.dataset.Dataset;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Definitions that change after averages were stored. */
@ExtendWith(BatchTestEnvironment.class)
class DefinitionChangeTest {

  private final Dataset before = TestRuns.visits();

  /**
   * Another measure, a rule and a group less, a group that is kept for weeks and quarters alone.
   */
  private final Dataset after =
      TestRuns.dataset(Path.of("src/test/resources/definitions/after"), "visits");

  @Test
  void aRunAfterAChangeEqualsAFreshComputation(
      FilledStore changed, FilledStore fresh, SparkEngine spark) {
    // Given
    changed.insert(before, rows());
    TestRuns.dirtyDays(changed, spark, before);
    fresh.insert(after, rows());

    // When
    TestRuns.dirtyDays(changed, spark, after);
    TestRuns.dirtyDays(fresh, spark, after);

    // Then
    assertThat(contents(changed)).isEqualTo(contents(fresh));
    assertThat(contents(fresh).keySet())
        .contains("visits|week|2020-W18|member=true", "visits|quarter|2020-Q2|member")
        .doesNotContain("visits|day|2020-05-01|member=true", "visits|month|2020-05|");
    assertThat(TestRuns.verify(changed, spark, after, RunRequest.ofDirtyDays()).compared())
        .isEqualTo(contents(fresh).size());
  }

  @Test
  void additionsToADefinitionAreComputed(
      FilledStore changed, FilledStore fresh, SparkEngine spark) {
    // Given
    changed.insert(after, rows());
    TestRuns.dirtyDays(changed, spark, after);
    fresh.insert(before, rows());

    // When
    TestRuns.dirtyDays(changed, spark, before);
    TestRuns.dirtyDays(fresh, spark, before);

    // Then
    assertThat(contents(changed)).isEqualTo(contents(fresh));
    assertThat(contents(fresh).keySet())
        .contains("visits|day|2020-05-01|group=north", "visits|month|2020-05|");
    assertThat(contents(fresh).get("visits|day|2020-04-02|").get("excluded"))
        .isEqualTo(new Document("huge", 1L));
  }

  @Test
  void aGroupingWithoutDaysIsRightAfterALateRow(FilledStore store, SparkEngine spark) {
    // Given
    store.insert(after, rows());
    TestRuns.dirtyDays(store, spark, after);

    // When
    store.insert(after, List.of(VisitRows.at("2020-06-30T15:00:00Z", 5).append("member", true)));
    TestRuns.dirtyDays(store, spark, after);

    // Then
    assertThat(contents(store).get("visits|quarter|2020-Q2|member=true"))
        .containsEntry("count", 3L);
    assertThat(contents(store).get("visits|quarter|2020-Q2|")).containsEntry("count", 5L);
    assertThat(contents(store).get("visits|week|2020-W27|member=true")).containsEntry("count", 1L);
    assertThat(contents(store).get("visits|week|2020-W18|member=true")).containsEntry("count", 2L);
  }

  @Test
  void rowsStoredWithAnotherKeyTimeOrZoneAreRefused(FilledStore store, SparkEngine spark) {
    // Given
    store.insert(before, rows());
    store.datasets().updateOne(new Document(), new Document("$set", new Document("identity", "x")));

    // When
    assertThatThrownBy(() -> TestRuns.dirtyDays(store, spark, before))
        .isInstanceOf(UserMistake.class)
        .hasMessage(
            "visits.yaml: key, time or zone differs from that of the stored rows;"
                + " undo the change, or use another dataset name");

    // Then
    assertThat(store.averages().countDocuments()).isZero();
    assertThat(store.runs().find().first()).containsEntry("state", "failed");
    assertThat(store.datasets().find().first()).doesNotContainKey("lease");
  }

  @Test
  void aNumberThatItsFieldsNewTypeCannotHoldFailsTheRun(FilledStore store, SparkEngine spark) {
    // Given
    double whenFloorWasADouble = 12.75;
    store.insert(
        before,
        List.of(VisitRows.at("2020-05-01T15:00:00Z", 1).append("floor", whenFloorWasADouble)));

    // When
    assertThatThrownBy(() -> TestRuns.dirtyDays(store, spark, before))
        .isInstanceOf(RunFailedException.class)
        .hasMessageEndingWith("floor: cannot convert the stored value 12.75 to INTEGER");

    // Then
    assertThat(store.averages().countDocuments()).isZero();
  }

  private static List<Document> rows() {
    return List.of(
        VisitRows.at("2020-05-01T15:00:00Z", 1).append("group", "north").append("member", true),
        VisitRows.at("2020-05-02T15:00:00Z", 2).append("group", "south").append("member", true),
        VisitRows.at("2020-04-02T15:00:00Z", 1001).append("group", "north"),
        VisitRows.at("2020-05-01T16:00:00Z", -1),
        VisitRows.at(LocalDate.of(2020, 5, 3).atTime(3, 0).toInstant(java.time.ZoneOffset.UTC), 4));
  }

  /** Averages by ID, without run and time of computation. */
  private static Map<String, Document> contents(FilledStore store) {
    Map<String, Document> averages = new TreeMap<>();
    for (Document average : store.averages().find()) {
      average.remove("run");
      average.remove("computedAt");
      averages.put(average.getString("_id"), average);
    }
    return averages;
  }
}
