package io.meanstream.ingest.run;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.meanstream.ingest.NoBlockedThreads;
import io.meanstream.ingest.ReadyService;
import io.meanstream.ingest.kafka.KafkaResource;
import io.meanstream.ingest.kafka.StateChannel;
import io.meanstream.ingest.kafka.TopicReader;
import io.meanstream.ingest.state.Ingestion;
import io.meanstream.ingest.state.IngestionIds;
import io.meanstream.ingest.state.Owner;
import io.meanstream.ingest.state.Request;
import io.meanstream.source.DataFiles;
import io.meanstream.source.TextOptions;
import io.meanstream.source.UnpackLimits;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import io.smallrye.common.annotation.Identifier;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Cancel, retry and replay over HTTP. */
@QuarkusTest
@QuarkusTestResource(KafkaResource.class)
@ExtendWith(NoBlockedThreads.class)
class IngestionActionsTest {

  private static final String PATH = "/api/v1/ingestions";
  private static final String HEADER = "ride_id,started_at,ended_at,start_station_name\n";

  @TempDir Path folder;

  @Inject
  @Identifier("default-kafka-broker")
  Map<String, Object> kafka;

  @Inject Admin admin;
  @Inject SourceQueues queues;
  @Inject StateChannel states;
  @Inject IngestionIds ids;

  private final CountDownLatch gate = new CountDownLatch(1);
  private TopicReader topics;

  @BeforeEach
  void awaitReadiness() {
    topics = new TopicReader(kafka, admin);
    ReadyService.await();
  }

  @AfterEach
  void open() {
    gate.countDown();
  }

  @Test
  void queuedIngestionIsCancelledAtOnceAndNeverRead() throws Exception {
    // Given
    holdQueue();
    String id = post(ride("waits"), false);

    // When
    change(id, "cancel", "{}").statusCode(200).body("state", equalTo("cancelled"));
    gate.countDown();
    ended(post(ride("behind"), false));

    // Then
    assertThat(state(id)).isEqualTo("cancelled");
    assertThat(keys(id)).isEmpty();

    // When
    change(id, "retry", "{}").statusCode(202).body("state", equalTo("queued"));

    // Then
    assertThat(ended(id).getString("state")).isEqualTo("done");
    assertThat(keys(id)).containsExactly("waits");
  }

  @Test
  void doneIngestionCanNeitherBeCancelledNorRetried() throws Exception {
    String id = ended(post(ride("ended"), false)).getString("id");

    change(id, "cancel", "{}")
        .statusCode(409)
        .body("detail", equalTo(id + " cannot be cancelled: it has ended as done"));
    change(id, "retry", "{}")
        .statusCode(409)
        .body(
            "detail",
            equalTo(id + " is done; only failed and cancelled ingestions can be retried"));
  }

  @Test
  void ingestionOfAnotherIngestorIsNotCancelledHere() throws Exception {
    Request request =
        new Request(
            "rides",
            "bike-rides",
            DataFiles.below(ride("foreign"), UnpackLimits.STANDARD).sources().get(0),
            TextOptions.DEFINED,
            false,
            Clock.systemUTC().instant());
    Ingestion foreign =
        states.publish(Ingestion.queued(ids.next(), request, Owner.start("host-b:8082")));

    change(foreign.id(), "cancel", "{}")
        .statusCode(409)
        .body("detail", containsString("belongs to ingestor host-b:8082; cancel it there"));
    change(foreign.id(), "retry", "{}").statusCode(409);
    change(foreign.id(), "replay", "{}").statusCode(409);
  }

  @Test
  void failedIngestionIsRetriedOnceItsFileIsRepaired() throws Exception {
    // Given
    Path file = Files.writeString(folder.resolve("mended.csv"), "ride_id,colour\na,red\n");
    JsonPath failed = ended(post(file, false));
    assertThat(failed.getString("state")).isEqualTo("failed");
    change(failed.getString("id"), "replay", "{}")
        .statusCode(409)
        .body("detail", containsString("Failed and cancelled ones can be retried"));

    // When
    Files.writeString(file, row("mended"));
    change(failed.getString("id"), "retry", "{}").statusCode(202).body("error", equalTo(null));

    // Then
    JsonPath done = ended(failed.getString("id"));
    assertThat(done.getString("state")).isEqualTo("done");
    assertThat(done.getString("error")).isNull();
  }

  @Test
  void replayOfChangedFileFails() throws Exception {
    // Given
    Path file = ride("was");
    String id = ended(post(file, false)).getString("id");
    Files.writeString(file, row("is"));

    // When
    String replay = change(id, "replay", "{}").statusCode(202).extract().path("id");

    // Then
    JsonPath failed = ended(replay);
    assertThat(failed.getString("state")).isEqualTo("failed");
    assertThat(failed.getString("error"))
        .isEqualTo(
            "was.csv: changed since it was first read; its rows read so far are kept. "
                + "Ingest the file again to read its new content");
    assertThat(keys(replay)).isEmpty();
  }

  @Test
  void aReplayIsASeparateIngestion() throws Exception {
    // Given a file that was mistaken for UTF-8
    Path file =
        Files.write(
            folder.resolve("latin.csv"),
            (HEADER + "latin,2020-05-01 10:00:00,2020-05-01 10:20:00,Caf\u00e9\n")
                .getBytes(StandardCharsets.ISO_8859_1));
    JsonPath first = ended(post(file, false));
    assertThat(first.getMap("rejectedByRule")).isEqualTo(Map.of("charset", 1));

    // When
    String id =
        change(first.getString("id"), "replay", "{\"charset\": \"ISO-8859-1\"}")
            .statusCode(202)
            .body("replay", equalTo(true))
            .extract()
            .path("id");

    // Then
    JsonPath replay = ended(id);
    assertThat(replay.getString("state")).isEqualTo("done");
    assertThat(replay.getLong("rejected")).isZero();
    assertThat(keys(id)).containsExactly("latin");
    assertThat(state(first.getString("id"))).isEqualTo("done");
    assertThat(ended(post(file, false)).getString("knownAs")).isEqualTo(first.getString("id"));
  }

  @Test
  void replaysOfOneSourceRunOneAfterTheOther() throws Exception {
    // Given
    Path file = ride("often");
    ended(post(file, false));
    holdQueue();
    String one = post(file, true);
    String two = post(file, true);

    // When
    gate.countDown();

    // Then
    Instants first = Instants.of(ended(one));
    Instants second = Instants.of(ended(two));
    assertThat(second.started()).isAfterOrEqualTo(first.ended());
    assertThat(keys(one)).containsExactly("often");
    assertThat(keys(two)).containsExactly("often");
  }

  @Test
  void replayOfUnreadSourceIsItsFirstReading() throws Exception {
    Path file = ride("new");

    JsonPath replay = ended(post(file, true));
    JsonPath again = ended(post(file, false));

    assertThat(replay.getString("state")).isEqualTo("done");
    assertThat(replay.getBoolean("replay")).isFalse();
    assertThat(again.getString("knownAs")).isEqualTo(replay.getString("id"));
  }

  @Test
  void invalidRequestsGetProblemDocuments() throws Exception {
    String id = ended(post(ride("mistaken"), false)).getString("id");

    for (String change : List.of("cancel", "retry", "replay")) {
      change("none", change, "{}")
          .statusCode(404)
          .body("detail", equalTo("there is no ingestion \"none\""));
      change(id, change, "{\"x\": 1}")
          .statusCode(400)
          .body("detail", equalTo("unknown member in the request body: x"));
      given()
          .contentType("application/json")
          .body("{}")
          .post(PATH + "/" + id + "/" + change)
          .then()
          .statusCode(401);
    }
    change(id, "replay", "{\"charset\": \"utf9\"}")
        .statusCode(400)
        .body("detail", containsString("use one such as windows-1252"));
  }

  private record Instants(Instant started, Instant ended) {
    static Instants of(JsonPath ingestion) {
      return new Instants(
          Instant.parse(ingestion.getString("startedAt")),
          Instant.parse(ingestion.getString("endedAt")));
    }
  }

  /** Keeps the dataset's worker busy until the gate opens. */
  private void holdQueue() {
    queues.add(
        "rides",
        () -> {
          try {
            gate.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
  }

  private Path ride(String id) throws Exception {
    return Files.writeString(folder.resolve(id + ".csv"), row(id));
  }

  private static String row(String id) {
    return HEADER + id + ",2020-05-01 10:00:00,2020-05-01 10:20:00,\n";
  }

  private List<String> keys(String id) throws Exception {
    return topics.read("bike-rides", id).stream().map(ConsumerRecord::key).toList();
  }

  private static String post(Path file, boolean replay) {
    return authorized()
        .body(Map.of("dataset", "rides", "path", file.toString(), "replay", replay))
        .post(PATH)
        .then()
        .statusCode(202)
        .extract()
        .path("ingestions[0].id");
  }

  private static ValidatableResponse change(String id, String what, String body) {
    return authorized().body(body).post(PATH + "/" + id + "/" + what).then();
  }

  private static RequestSpecification authorized() {
    return given()
        .header("Authorization", "Bearer " + KafkaResource.TOKEN)
        .contentType("application/json");
  }

  private static String state(String id) {
    return given().get(PATH + "/" + id).jsonPath().getString("state");
  }

  private JsonPath ended(String id) {
    return await()
        .atMost(Duration.ofSeconds(60))
        .until(
            () -> given().get(PATH + "/" + id).jsonPath(),
            one -> List.of("done", "known", "failed").contains(one.getString("state")));
  }
}
