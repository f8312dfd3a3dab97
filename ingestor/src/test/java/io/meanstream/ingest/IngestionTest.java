package io.meanstream.ingest;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.meanstream.ingest.kafka.KafkaResource;
import io.meanstream.ingest.kafka.TopicReader;
import io.meanstream.testing.Archives;
import io.meanstream.testing.RealData;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.smallrye.common.annotation.Identifier;
import jakarta.inject.Inject;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A source's path from a request to the topics, as callers and consumers see it. */
@QuarkusTest
@QuarkusTestResource(KafkaResource.class)
@ExtendWith(NoBlockedThreads.class)
class IngestionTest {

  private static final String HEADER =
      "ride_id,started_at,ended_at,start_lat,member_casual,colour\n";

  @TempDir Path folder;

  @Inject
  @Identifier("default-kafka-broker")
  Map<String, Object> kafka;

  @Inject Admin admin;

  @ConfigProperty(name = "meanstream.datasets")
  Path definitions;

  private TopicReader topics;

  @BeforeEach
  void awaitReadiness() {
    topics = new TopicReader(kafka, admin);
    ReadyService.await();
  }

  @Test
  void aDoneFileHasItsRowsAndRejectsOnTheirTopics() throws Exception {
    // Given
    Path file =
        Files.writeString(
            folder.resolve("day.csv"),
            HEADER
                + "one,2020-05-01 10:00:00,2020-05-01 10:20:00.1239,41.9,member,red\n"
                + "two,2020-05-01 10:00:00,never,41.9,member,red\n"
                + "three,2020-05-01 11:00:00,2020-05-01 11:20:00,,,\n"
                + "four,2020-05-01 11:00:00\n"
                + "five,2020-11-01 01:30:00,2020-11-01 03:20:00,91,,\n"
                + "six,2020-11-01 01:30:00,2020-11-01 03:20:00,41,,\n");

    // When
    JsonPath done = ended(post("rides", file).getString("ingestions[0].id"));

    // Then
    String id = done.getString("id");
    assertThat(done.getString("state")).isEqualTo("done");
    assertThat(done.getString("source")).isEqualTo("day.csv");
    assertThat(done.getLong("rows")).isEqualTo(6);
    assertThat(done.getLong("read")).isEqualTo(6);
    assertThat(done.getLong("bytes")).isEqualTo(Files.size(file));
    assertThat(done.getLong("bytesRead")).isEqualTo(Files.size(file));
    assertThat(done.getString("secondsLeft")).isNull();
    assertThat(done.getMap("firstReject"))
        .isEqualTo(
            Map.of(
                "row",
                2,
                "line",
                3,
                "field",
                "ended_at",
                "rule",
                "type",
                "message",
                done.getString("firstReject.message")));
    assertThat(done.getString("firstReject.message")).startsWith("\"never\" is not ");
    assertThat(done.getMap("rejectedByRule")).isEqualTo(Map.of("type", 1, "columns", 1, "max", 1));
    assertThat(done.getLong("ambiguousTimes")).isEqualTo(1);
    assertThat(done.getList("unknownColumns")).isEqualTo(List.of("colour"));

    List<ConsumerRecord<String, String>> rows = topics.read("bike-rides", id);
    assertThat(rows)
        .extracting(ConsumerRecord::key)
        .containsExactlyInAnyOrder("one", "three", "six");
    ConsumerRecord<String, String> one =
        rows.stream().filter(row -> row.key().equals("one")).findFirst().orElseThrow();
    assertThat(new JsonPath(one.value()).getMap(""))
        .isEqualTo(
            Map.of(
                "ride_id", "one",
                "started_at", "2020-05-01T15:00:00Z",
                "ended_at", "2020-05-01T15:20:00.123900Z",
                "start_lat", 41.9f,
                "member_casual", "member"));
    assertThat(TopicReader.header(one, "dataset")).isEqualTo("rides");
    assertThat(TopicReader.header(one, "row")).isEqualTo("1");

    List<JsonPath> rejects =
        topics.read("meanstream.rejects").stream()
            .filter(reject -> reject.key().startsWith(id + "|"))
            .map(reject -> new JsonPath(reject.value()))
            .toList();
    assertThat(rejects).hasSize(3);
    assertThat(rejects.get(0).getMap(""))
        .containsEntry("ingestion", id)
        .containsEntry("dataset", "rides")
        .containsEntry("source", "day.csv")
        .containsEntry("row", 2)
        .containsEntry("line", 3)
        .containsEntry("field", "ended_at")
        .containsEntry("rule", "type")
        .containsEntry("raw", "two,2020-05-01 10:00:00,never,41.9,member,red");
  }

  @Test
  void requestMaySetCharsetAndDelimiter() throws Exception {
    // Given
    Path file =
        Files.write(
            folder.resolve("latin.csv"),
            ("ride_id|started_at|ended_at|start_station_name\n"
                    + "latin|2020-05-01 10:00:00|2020-05-01 10:20:00|Caf\u00e9\n")
                .getBytes(Charset.forName("windows-1252")));

    // When
    JsonPath asked =
        post(
            Map.of(
                "dataset", "rides",
                "path", file.toString(),
                "charset", "windows-1252",
                "delimiter", "|"));
    JsonPath done = ended(asked.getString("ingestions[0].id"));

    // Then
    assertThat(asked.getString("ingestions[0].charset")).isEqualTo("windows-1252");
    assertThat(done.getString("charset")).isEqualTo("windows-1252");
    assertThat(done.getString("delimiter")).isEqualTo("|");
    assertThat(topics.read("bike-rides", done.getString("id")))
        .extracting(row -> new JsonPath(row.value()).getString("start_station_name"))
        .containsExactly("Caf\u00e9");
  }

  @Test
  void detectedDelimiterIsShownAndKept() throws Exception {
    // Given
    Path file =
        Files.writeString(
            folder.resolve("semicolons.csv"),
            "ride_id;started_at;ended_at;start_lat\n"
                + "semi;2020-05-01 10:00:00;2020-05-01 10:20:00;41,9\n");

    // When
    JsonPath done = ended(post("rides", file).getString("ingestions[0].id"));

    // Then
    assertThat(done.getString("delimiter")).isEqualTo(";");
    assertThat(done.getString("charset")).isEqualTo("UTF-8");
    assertThat(done.getMap("rejectedByRule")).isEqualTo(Map.of("type", 1));
    assertThat(topics.read("meanstream.ingestions"))
        .filteredOn(message -> message.key().equals(done.getString("id")))
        .last()
        .extracting(message -> new JsonPath(message.value()).getString("delimiter"))
        .isEqualTo(";");
  }

  @Test
  void checkpointAndEndAreCommittedTogether() throws Exception {
    // Given
    Path file = ride("checkpoint.csv", "checkpointed");

    // When
    JsonPath done = ended(post("rides", file).getString("ingestions[0].id"));

    // Then
    String id = done.getString("id");
    List<ConsumerRecord<String, String>> log = topics.read("meanstream.ingestions");
    List<String> states =
        log.stream()
            .filter(message -> message.key().equals(id))
            .map(message -> new JsonPath(message.value()).getString("state"))
            .toList();
    assertThat(states).startsWith("queued", "hashing").endsWith("reading", "done");
    JsonPath checkpoint =
        log.stream()
            .map(message -> new JsonPath(message.value()))
            .filter(message -> id.equals(message.getString("ingestion")))
            .reduce((first, last) -> last)
            .orElseThrow();
    ConsumerRecord<String, String> row = topics.read("bike-rides", id).get(0);
    assertThat(checkpoint.getString("kind")).isEqualTo("checkpoint");
    assertThat(checkpoint.getLong("rows")).isEqualTo(1);
    assertThat(checkpoint.getBoolean("done")).isTrue();
    assertThat(checkpoint.getLong("offsets.'" + row.partition() + "'")).isEqualTo(row.offset() + 1);
  }

  @Test
  void repeatedFileSendsNothingTwiceUnderAnyName() throws Exception {
    // Given
    Path file = ride("first.csv", "repeated");
    String first = ended(post("rides", file).getString("ingestions[0].id")).getString("id");
    Path zip = Archives.zip(folder.resolve("again.zip"), "other.csv", Files.readString(file));

    // When
    JsonPath again = ended(post("rides", zip).getString("ingestions[0].id"));

    // Then
    assertThat(again.getString("source")).isEqualTo("again.zip!/other.csv");
    assertThat(again.getString("state")).isEqualTo("known");
    assertThat(again.getString("knownAs")).isEqualTo(first);
    assertThat(again.getLong("read")).isZero();
    assertThat(topics.read("bike-rides", again.getString("id"))).isEmpty();
    assertThat(topics.read("bike-rides", first)).hasSize(1);
  }

  @Test
  void sourcesOfAFolderAreReadInOrderOfTheirNames() throws Exception {
    // Given
    ride("c.csv", "folder c");
    ride("a.csv", "folder a");
    ride("b.csv", "folder b");

    // When
    List<String> ids = post("rides", folder).getList("ingestions.id");
    List<JsonPath> ended = ids.stream().map(this::ended).toList();

    // Then
    assertThat(ended)
        .extracting(one -> one.getString("source"))
        .containsExactly("a.csv", "b.csv", "c.csv");
    assertThat(ended).extracting(one -> one.getString("state")).containsOnly("done");
    for (int i = 1; i < ended.size(); i++) {
      assertThat(ended.get(i).getString("startedAt"))
          .isGreaterThan(ended.get(i - 1).getString("endedAt"));
    }
    assertThat(given().get("/api/v1/ingestions").jsonPath().getList("items.id", String.class))
        .containsSubsequence(ids);
  }

  @Test
  void foreignHeaderFailsAndNamesTheMissingColumns() throws Exception {
    // Given
    Path file = Files.writeString(folder.resolve("other.csv"), "name,age\nAnn,7\n");

    // When
    JsonPath ended = ended(post("rides", file).getString("ingestions[0].id"));

    // Then
    assertThat(ended.getString("state")).isEqualTo("failed");
    assertThat(ended.getString("error"))
        .isEqualTo(
            "other.csv: does not match dataset rides: missing columns started_at, ended_at,"
                + " ride_id or bike_id and started_at (found: name, age)");
  }

  @Test
  void rowTooLargeForItsTopicIsRejected() throws Exception {
    // Given
    Path file =
        Files.writeString(
            folder.resolve("large.csv"),
            HEADER
                + "large,2020-05-01 10:00:00,2020-05-01 10:20:00,,"
                + "é".repeat(600_000)
                + ",\n"
                + "small,2020-05-01 10:00:00,2020-05-01 10:20:00,,,\n");

    // When
    JsonPath done = ended(post("rides", file).getString("ingestions[0].id"));

    // Then
    assertThat(done.getString("state")).isEqualTo("done");
    assertThat(done.getMap("rejectedByRule")).isEqualTo(Map.of("size", 1));
    assertThat(topics.read("bike-rides", done.getString("id")))
        .extracting(ConsumerRecord::key)
        .containsExactly("small");
  }

  @Test
  void datasetDefinedAtRuntimeIsReadByItsNewestDefinition() throws Exception {
    // Given
    Path file = Files.writeString(folder.resolve("levels.csv"), "at,level\n2024-03-31 01:50,112\n");
    define("levels", "");

    // When
    JsonPath first = ended(post("levels", file).getString("ingestions[0].id"));
    define("levels", ", level: {type: integer}");
    Files.writeString(file, "at,level\n2024-03-31 03:00,118\n");
    JsonPath second = ended(post("levels", file).getString("ingestions[0].id"));

    // Then
    assertThat(first.getList("unknownColumns")).isEqualTo(List.of("level"));
    assertThat(topics.read("levels", second.getString("id")))
        .extracting(ConsumerRecord::value)
        .containsExactly("{\"at\":\"2024-03-31T03:00:00Z\",\"level\":118}");
  }

  @Test
  void invalidDefinitionIsReportedAndOthersStayActive() throws Exception {
    // When
    Files.writeString(definitions.resolve("broken.yaml"), "name: broken\nfields: {}\n");

    // Then
    JsonPath done = ended(post("rides", ride("sound.csv", "sound")).getString("ingestions[0].id"));
    assertThat(done.getString("state")).isEqualTo("done");
    assertThat(given().get("/q/health/ready").then().statusCode(200).extract().asString())
        .contains("broken.yaml: ");
    Files.delete(definitions.resolve("broken.yaml"));
  }

  @Test
  void sourceWithoutRowsIsDone() throws Exception {
    // Given
    Path file = Files.writeString(folder.resolve("none.csv"), HEADER);

    // When
    JsonPath done = ended(post("rides", file).getString("ingestions[0].id"));

    // Then
    assertThat(done.getString("state")).isEqualTo("done");
    assertThat(done.getLong("rows")).isZero();
  }

  @Test
  void wholeMonthArrivesByNumberAndKey() throws Exception {
    // Given
    Path file = RealData.file("divvy/202102-divvy-tripdata.csv");

    // When
    JsonPath done = ended(post("rides", file).getString("ingestions[0].id"));

    // Then
    assertThat(done.getLong("read")).isEqualTo(49_622);
    assertThat(done.getLong("rejected")).isZero();
    assertThat(topics.read("bike-rides", done.getString("id")).stream().map(ConsumerRecord::key))
        .hasSize(49_622)
        .doesNotHaveDuplicates();
  }

  @Test
  void metricsCountCommittedRows() throws Exception {
    // Given
    Path file = ride("counted.csv", "counted");

    // When
    ended(post("rides", file).getString("ingestions[0].id"));

    // Then
    assertThat(given().get("/q/metrics").asString())
        .containsPattern("meanstream_ingest_rows_total\\{dataset=\"rides\"}? [1-9]");
  }

  private void define(String name, String fields) throws Exception {
    Files.writeString(
        definitions.resolve(name + ".yaml"),
        "name: %s%nsource: {zone: UTC}%ntime: at%nfields: {at: {type: timestamp}%s}%n"
            .formatted(name, fields));
  }

  private Path ride(String name, String id) throws Exception {
    return Files.writeString(
        folder.resolve(name), HEADER + id + ",2020-05-01 10:00:00,2020-05-01 10:20:00,,,\n");
  }

  private static JsonPath post(String dataset, Path path) {
    return post(Map.of("dataset", dataset, "path", path.toString()));
  }

  private static JsonPath post(Map<String, ?> request) {
    return given()
        .header("Authorization", "Bearer " + KafkaResource.TOKEN)
        .contentType("application/json")
        .body(request)
        .post("/api/v1/ingestions")
        .then()
        .statusCode(202)
        .extract()
        .jsonPath();
  }

  private JsonPath ended(String id) {
    return await()
        .atMost(Duration.ofSeconds(60))
        .until(
            () -> given().get("/api/v1/ingestions/" + id).jsonPath(),
            one -> List.of("done", "known", "failed").contains(one.getString("state")));
  }
}
