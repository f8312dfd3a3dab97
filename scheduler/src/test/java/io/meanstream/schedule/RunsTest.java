package io.meanstream.schedule;

import static io.meanstream.schedule.ServiceToken.authorized;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import io.meanstream.schedule.FakeSpark.Driver;
import io.meanstream.service.definitions.DefinitionsConfig;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bson.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The life cycle of a run, through the API and with a real process. */
@SchedulerTest
class RunsTest {

  @Inject DefinitionsConfig config;
  FakeSpark spark;
  MongoDatabase store;

  @BeforeEach
  void awaitReady() {
    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(() -> given().get("/q/health/ready").then().statusCode(200));
  }

  @Test
  void aBackfillRunsAsADriverProcessAndSharesItsDocumentWithTheBatch() {
    // Given
    String id = post(Map.of("dataset", "trips", "from", "2020-05-01", "to", "2020-05-03"));
    Driver driver = spark.next();
    assertThat(driver.words()).containsSequence("--class", "io.meanstream.batch.Batch");
    assertThat(driver.words()).containsSequence("--master", "local[*]");
    assertThat(driver.words()).noneMatch(word -> word.contains("mongodb://"));
    assertThat(driver.arguments())
        .contains("--dataset=trips", "--from=2020-05-01", "--to=2020-05-03")
        .contains("--record=" + id);
    assertThat(run(id).getString("state")).isEqualTo("running");

    // When
    writeBatchStats(id);
    driver.exit(0);

    // Then
    JsonPath done = ended(id);
    assertThat(done.getString("state")).isEqualTo("done");
    assertThat(done.getString("trigger")).isEqualTo("request");
    assertThat(done.getString("from")).isEqualTo("2020-05-01");
    assertThat(done.getInt("run")).isEqualTo(7);
    assertThat(done.getInt("rowsRead")).isEqualTo(12);
    assertThat(done.getFloat("seconds.compute")).isEqualTo(1.5f);
    assertThat(done.getString("applicationId")).isEqualTo("local-1");
    assertThat(done.getList("log")).isEmpty();
  }

  private void writeBatchStats(String id) {
    store
        .getCollection("runs")
        .updateOne(
            Filters.eq("_id", id),
            Updates.combine(
                Updates.set("run", 7L),
                Updates.set("days", 2),
                Updates.set("rowsRead", 12L),
                Updates.set("averagesWritten", 5L),
                Updates.set("seconds", new Document("compute", 1.5)),
                Updates.set("applicationId", "local-1")));
  }

  @Test
  void aFailedRunReportsWhyAndIsRetried() {
    // Given
    String id = post(Map.of("dataset", "trips", "full", true));
    Driver first = spark.next();
    first.say("io.meanstream.batch.RunFailedException: the disk is full");
    first.say("\tat io.meanstream.batch.Batch.main(Batch.java:1)");

    // When
    first.exit(1);
    spark.next().exit(0);

    // Then
    JsonPath failed = ended(id);
    assertThat(failed.getString("state")).isEqualTo("failed");
    assertThat(failed.getString("error"))
        .isEqualTo("io.meanstream.batch.RunFailedException: the disk is full");
    assertThat(failed.getInt("exitCode")).isEqualTo(1);
    assertThat(failed.getList("log")).hasSize(2);
    JsonPath again = ended(failed.getString("retriedAs"));
    assertThat(again.getString("state")).isEqualTo("done");
    assertThat(again.getString("trigger")).isEqualTo("retry");
    assertThat(again.getString("retryOf")).isEqualTo(id);
    assertThat(again.getInt("attempt")).isEqualTo(2);
    assertThat(again.getBoolean("full")).isTrue();
  }

  @Test
  void cancellingARunKillsItsProcess() {
    // Given
    String id = post(Map.of("dataset", "trips"));
    Driver driver = spark.next();
    driver.ignoreSigterm();

    // When
    authorized().post("/api/v1/runs/" + id + "/cancel").then().statusCode(202);

    // Then
    assertThat(ended(id).getString("state")).isEqualTo("cancelled");
    assertThat(driver.process().isAlive()).isFalse();
  }

  @Test
  void queuedRunsCanBeCancelledAndEndedOnesCannot() {
    // Given
    String running = post(Map.of("dataset", "trips"));
    Driver driver = spark.next();
    String waiting = post(Map.of("dataset", "trips"));

    // When
    authorized().post("/api/v1/runs/" + waiting + "/cancel").then().statusCode(202);

    // Then
    assertThat(run(waiting).getString("state")).isEqualTo("cancelled");
    driver.exit(0);
    ended(running);
    assertThat(
            authorized()
                .post("/api/v1/runs/" + running + "/cancel")
                .then()
                .statusCode(409)
                .extract()
                .<String>path("detail"))
        .isEqualTo("the run has already ended: done");
  }

  @Test
  void aScheduleStartsARunWhenADayIsDirty() {
    // When
    store
        .getCollection("datasets")
        .insertOne(
            new Document("_id", "ticks")
                .append("days", new Document("2020-05-01", new Document("version", 1))));

    // Then
    Driver driver = spark.next();
    assertThat(driver.arguments()).contains("--dataset=ticks");
    String id = stored("ticks", "running").orElseThrow();
    assertThat(run(id).getString("trigger")).isEqualTo("schedule");
    store.getCollection("datasets").deleteOne(Filters.eq("_id", "ticks"));
    stored("ticks", "queued")
        .ifPresent(queued -> authorized().post("/api/v1/runs/" + queued + "/cancel"));
    driver.exit(0);
    ended(id);
  }

  @Test
  void aDatasetAddedAtRuntimeGetsASchedule() throws Exception {
    // Given
    Path definition = Path.of(config.datasets().toString(), "later.yaml");
    try {
      Files.writeString(
          definition,
          "name: later\ntime: at\nsource: {zone: UTC}\nschedule: 0 0 0 1 1 ?\n"
              + "fields: {at: {type: timestamp}}\n");

      // When, Then
      await()
          .atMost(Duration.ofSeconds(60))
          .until(
              () ->
                  store.getCollection("schedules").countDocuments(Filters.eq("_id", "later")) == 1);
      assertThat(given().get("/api/v1/schedules").jsonPath().getList("items.dataset"))
          .contains("later");
    } finally {
      Files.delete(definition);
    }
  }

  /** The id of a dataset's run in this state. */
  private Optional<String> stored(String dataset, String state) {
    return Optional.ofNullable(
            store
                .getCollection("runs")
                .find(Filters.and(Filters.eq("dataset", dataset), Filters.eq("state", state)))
                .first())
        .map(run -> run.getString("_id"));
  }

  private static String post(Map<String, Object> request) {
    return authorized()
        .body(request)
        .post("/api/v1/runs")
        .then()
        .statusCode(202)
        .extract()
        .path("id");
  }

  private static JsonPath run(String id) {
    return given().get("/api/v1/runs/" + id).then().statusCode(200).extract().jsonPath();
  }

  private static JsonPath ended(String id) {
    return await()
        .atMost(Duration.ofSeconds(60))
        .until(
            () -> run(id), run -> !List.of("queued", "running").contains(run.getString("state")));
  }
}
