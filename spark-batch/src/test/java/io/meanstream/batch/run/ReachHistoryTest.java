package io.meanstream.batch.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.model.Filters;
import io.meanstream.batch.BatchTestEnvironment;
import io.meanstream.batch.FilledStore;
import io.meanstream.batch.TestRuns;
import io.meanstream.batch.VisitRows;
import io.meanstream.catalog.Catalog;
import io.meanstream.catalog.dataset.Dataset;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.List;
import java.util.stream.IntStream;
import org.bson.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** How far the rows reach after a run, and that a wrong row does no lasting harm. */
@ExtendWith(BatchTestEnvironment.class)
class ReachHistoryTest {

  private static final String MAY = "visits|month|2024-05|";
  private static final String JUNE = "visits|month|2024-06|";

  private final Dataset visits = TestRuns.visits();

  private FilledStore store;
  private SparkEngine spark;

  @BeforeEach
  void aRowOnEachOfFifteenDaysOfMay(FilledStore store, SparkEngine spark) {
    this.store = store;
    this.spark = spark;
    store.insert(visits, days("2024-05-%02dT15:00:00Z", 15));
  }

  @Test
  void rowsReachFromTheFirstCountedToTheLastCounted() {
    run();

    assertReach("2024-05-01T15:00:00Z", "2024-05-15T15:00:00Z");
  }

  @Test
  void aRowFarAheadOfTheClockEndsNoPeriodAndMakesNoRowLate() {
    // Given
    Document wrong = VisitRows.at("2098-09-11T02:23:31Z", 1);
    store.insert(visits, List.of(wrong));
    run();
    assertReach("2024-05-01T15:00:00Z", "2024-05-15T15:00:00Z");

    // When rows of June arrive and the row is then corrected
    store.insert(visits, days("2024-06-%02dT15:00:00Z", 10));
    run();
    assertReach("2024-05-01T15:00:00Z", "2024-06-10T15:00:00Z");
    assertThat(store.averages().countDocuments(Filters.exists("late"))).isZero();
    store.replace(visits, movedTo("2024-05-10T02:23:31Z", wrong));
    run();

    // Then it is late in May, which is over because of June's rows
    assertReach("2024-05-01T15:00:00Z", "2024-06-10T15:00:00Z");
    assertThat(count(MAY)).isEqualTo(16);
    assertThat(late(MAY)).isEqualTo(1);
    assertThat(late(JUNE)).isZero();
    assertThat(store.shown(visits, "quarter", "")).hasSize(1);
  }

  @Test
  void anExcludedRowEndsNoPeriod() {
    // Given excluded rows before and after the others
    store.insert(
        visits,
        List.of(
            VisitRows.at("2001-01-01T15:00:00Z", -1), VisitRows.at("2025-01-01T15:00:00Z", -1)));

    // When
    run();

    // Then
    assertReach("2024-05-01T15:00:00Z", "2024-05-15T15:00:00Z");
  }

  @Test
  void rowsReachLessFarOnceAWrongRowIsExcluded() {
    // Given a wrong row that is not ahead of the clock
    Document wrong = VisitRows.at("2025-01-01T15:00:00Z", 1);
    store.insert(visits, List.of(wrong));
    run();
    assertReach("2024-05-01T15:00:00Z", "2025-01-01T15:00:00Z");

    // When
    store.replace(visits, new Document(wrong).append("select", -1.0));
    run();

    // Then
    assertReach("2024-05-01T15:00:00Z", "2024-05-15T15:00:00Z");
  }

  @Test
  void correctingAWrongRowResetsTheLateRowsItCaused() {
    // Given a late row, then a wrong row, and rows of June that it makes late
    run();
    store.insert(visits, List.of(VisitRows.at("2024-05-03T16:00:00Z", 1)));
    run();
    Document wrong = VisitRows.at("2025-01-01T15:00:00Z", 1);
    store.insert(visits, List.of(wrong));
    run();
    store.insert(visits, days("2024-06-%02dT15:00:00Z", 10));
    run();
    assertThat(late(JUNE)).isEqualTo(10);
    assertThat(late("visits|day|2024-06-09|")).isEqualTo(1);

    // When it moves to another day, in a run that does not recompute June
    store.replace(visits, movedTo("2024-05-20T15:00:00Z", wrong));
    run();

    // Then only the row that was late before is late
    assertReach("2024-05-01T15:00:00Z", "2024-06-10T15:00:00Z");
    assertThat(store.averages().find(Filters.exists("late")).map(late -> late.get("_id")))
        .containsExactlyInAnyOrder(
            "visits|hour|2024-05-03T11-05:00|",
            "visits|day|2024-05-03|",
            "visits|day|2024-05-03|group",
            "visits|day|2024-05-03|floor,member",
            "visits|week|2024-W18|",
            "visits|week|2024-W18|group",
            "visits|week|2024-W18|floor,member");

    // And June counts late rows once July ends it
    store.insert(visits, List.of(VisitRows.at("2024-06-20T15:00:00Z", 1)));
    run();
    store.insert(visits, List.of(VisitRows.at("2024-07-02T15:00:00Z", 1)));
    run();
    assertThat(late(JUNE)).isZero();
    store.insert(visits, List.of(VisitRows.at("2024-06-21T15:00:00Z", 1)));
    run();
    assertThat(late(JUNE)).isEqualTo(1);
  }

  @Test
  void aWrongRowInTheFirstRunLeavesNothingLate() {
    // Given
    Document wrong = VisitRows.at("2025-01-01T15:00:00Z", 1);
    store.insert(visits, List.of(wrong));
    run();
    store.insert(visits, days("2024-06-%02dT15:00:00Z", 10));
    run();

    // When
    store.replace(visits, movedTo("2024-05-10T02:23:31Z", wrong));
    run();

    // Then
    assertThat(store.averages().countDocuments(Filters.exists("late"))).isZero();
  }

  @Test
  void lateRowsStayWhenTheNewestRowMovesByHours() {
    // Given rows up to June and a late row of May
    Document last = VisitRows.at("2024-06-01T20:00:00Z", 1);
    store.insert(visits, List.of(last));
    run();
    store.insert(visits, List.of(VisitRows.at("2024-05-03T16:00:00Z", 1)));
    run();

    // When
    store.replace(visits, movedTo("2024-06-01T18:00:00Z", last));
    run();

    // Then
    assertReach("2024-05-01T15:00:00Z", "2024-06-01T18:00:00Z");
    assertThat(late(MAY)).isEqualTo(1);
  }

  @Test
  void excludedRowsAloneReachNowhere() {
    // Given
    run();

    // When
    days("2024-05-%02dT15:00:00Z", 15)
        .forEach(row -> store.replace(visits, row.append("select", -1.0)));
    run();

    // Then
    Document state = state();
    assertThat(state).containsEntry("oldest", null).containsEntry("reached", null);
  }

  @Test
  void aRowMayBeADayAheadOfTheClock() {
    // Given
    Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    Instant soon = now.plus(Duration.ofHours(2));
    store.insert(
        visits, List.of(VisitRows.at(soon, 1), VisitRows.at(now.plus(Duration.ofDays(3)), 1)));

    // When
    run();

    // Then
    assertReach("2024-05-01T15:00:00Z", soon.toString());
  }

  @Test
  void aDefinitionLimitsHowFarAheadOfTheClockARowMayBe(@TempDir Path folder) throws IOException {
    // Given
    String definition = Files.readString(TestRuns.TESTS.resolve("visits.yaml"));
    Files.writeString(folder.resolve("visits.yaml"), definition + "ahead: P36500D\n");
    Dataset bookings = Catalog.load(folder).find("visits").orElseThrow();
    store.insert(bookings, List.of(VisitRows.at("2098-09-11T02:23:31Z", 1)));

    // When
    TestRuns.dirtyDays(store, spark, bookings);

    // Then
    assertReach("2024-05-01T15:00:00Z", "2098-09-11T02:23:31Z");
  }

  private void run() {
    TestRuns.dirtyDays(store, spark, visits);
    assertThat(TestRuns.verify(store, spark, visits, RunRequest.ofDirtyDays()).shown()).isEmpty();
  }

  private void assertReach(String oldest, String newest) {
    assertThat(state().getDate("oldest").toInstant()).isEqualTo(oldest);
    assertThat(state().getDate("reached").toInstant()).isEqualTo(newest);
  }

  private Document state() {
    return store.datasets().find(Filters.eq("_id", "visits")).first();
  }

  private long count(String average) {
    return average(average).getLong("count");
  }

  private long late(String average) {
    return average(average).get("late", 0L);
  }

  private Document average(String id) {
    return store.averages().find(Filters.eq("_id", id)).first();
  }

  private static List<Document> days(String pattern, int last) {
    return IntStream.rangeClosed(1, last)
        .mapToObj(day -> VisitRows.at(pattern.formatted(day), 1))
        .toList();
  }

  private static Document movedTo(String time, Document row) {
    return new Document(row).append("order", Date.from(Instant.parse(time)));
  }
}
