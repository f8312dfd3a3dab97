package io.meanstream.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.mongodb.client.MongoClient;
import io.meanstream.testing.RealData;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Files arrive one by one, and the scheduler keeps their averages up to date. */
@ExtendWith(Cluster.class)
class StepsIT {

  private static final Duration LIMIT = Duration.ofMinutes(15);
  private static final ZoneId CHICAGO = ZoneId.of("America/Chicago");
  private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");
  private static final int RIDES = 2_000;
  private static final String FOLLOWED = "rides-followed";
  private static final String DIVVY = "rides-steps";
  private static final String CITI_BIKE = "citibike-steps";

  @Test
  void scheduledRunsKeepUpWithFilesArrivingOneByOne(@TempDir Path folder) throws Exception {
    // Given
    Path first = Sample.write(Cluster.meanstream(), folder.resolve("1.csv"), RIDES, 51).file();
    Path second = Sample.write(Cluster.meanstream(), folder.resolve("2.csv"), RIDES, 52).file();

    // When
    ingestAndAwaitScheduledRuns(FOLLOWED, first);
    ingestAndAwaitScheduledRuns(FOLLOWED, second);

    // Then
    try (Rides rides = Rides.of(CHICAGO, first, second)) {
      for (String group : List.of("", "member_casual")) {
        SameAverages.check(
            Cluster.averages(FOLLOWED, "week", group), rides.averages("week", group), group);
      }
    }
    assertThat(awaitRuns(FOLLOWED)).hasSizeGreaterThanOrEqualTo(2);
    assertThat(awaitRuns(FOLLOWED)).allSatisfy(StepsIT::assertScheduled);
  }

  @Test
  @Tag("thorough")
  void scheduledRunsKeepUpWithRealMonthsOfTwoOperators() throws SQLException {
    // Given
    Path april = RealData.file("divvy/202004-divvy-tripdata.csv");
    Path february = RealData.file("divvy/202102-divvy-tripdata.csv");
    Path jerseyCity = RealData.file("citibike-jc/JC-202102-citibike-tripdata.csv");

    // When
    ingestAndAwaitScheduledRuns(DIVVY, april);
    ingestAndAwaitScheduledRuns(CITI_BIKE, jerseyCity);
    ingestAndAwaitScheduledRuns(DIVVY, february);

    // Then
    try (Rides rides = Rides.of(CHICAGO, april, february)) {
      assertAverages(DIVVY, rides);
    }
    try (Rides rides = Rides.of(NEW_YORK, jerseyCity)) {
      assertAverages(CITI_BIKE, rides);
    }
    assertThat(awaitRuns(DIVVY)).hasSizeGreaterThanOrEqualTo(2);
    assertThat(awaitRuns(CITI_BIKE)).isNotEmpty();
    assertThat(awaitRuns(DIVVY)).allSatisfy(StepsIT::assertScheduled);
    assertThat(awaitRuns(CITI_BIKE)).allSatisfy(StepsIT::assertScheduled);
  }

  private static void ingestAndAwaitScheduledRuns(String dataset, Path file) {
    Cluster.meanstream().json("ingest", file.toString(), "--dataset", dataset);
    try (MongoClient store = Cluster.store()) {
      await().atMost(LIMIT).until(() -> Cluster.dirtyDays(store, dataset).isEmpty());
    }
  }

  /** The runs of a dataset, once all of them have ended. */
  private static List<JsonNode> awaitRuns(String dataset) {
    return await()
        .atMost(LIMIT)
        .until(() -> runs(dataset), runs -> runs.stream().noneMatch(ScheduledRuns::isGoingOn));
  }

  private static List<JsonNode> runs(String dataset) {
    String url = Cluster.url("stats-api") + "/api/v1/runs?dataset=" + dataset;
    return Cluster.get(url).get("items").valueStream().toList();
  }

  private static void assertScheduled(JsonNode run) {
    assertThat(run.get("trigger").asText()).as(run.toPrettyString()).isEqualTo("schedule");
    assertThat(run.get("state").asText()).as(run.toPrettyString()).isEqualTo("done");
  }

  private static void assertAverages(String dataset, Rides rides) throws SQLException {
    for (String period : List.of("hour", "day", "week", "month", "quarter")) {
      for (String group : List.of("", "member_casual", "rideable_type", "start_station_name")) {
        if (!(period.equals("hour") && group.equals("start_station_name"))) {
          SameAverages.check(
              Cluster.averages(dataset, period, group), rides.averages(period, group), group);
        }
      }
    }
    for (String period : List.of("week", "month", "quarter")) {
      Map<String, Double> expected = rides.ridesPerDay(period);
      List<JsonNode> averages = Cluster.averages(dataset, period, "");
      assertThat(averages).hasSameSizeAs(expected.keySet());
      for (JsonNode average : averages) {
        double mean = expected.get(average.get("label").asText());
        assertThat(average.get("rowsPerDay").asDouble())
            .as(average.toString())
            .isCloseTo(mean, within(1e-9 * mean));
      }
    }
  }
}
