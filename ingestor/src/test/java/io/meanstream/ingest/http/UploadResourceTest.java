package io.meanstream.ingest.http;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.meanstream.ingest.NoBlockedThreads;
import io.meanstream.ingest.ReadyService;
import io.meanstream.ingest.kafka.KafkaResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(KafkaResource.class)
@ExtendWith(NoBlockedThreads.class)
class UploadResourceTest {

  private static final String RIDES =
      """
      ride_id,started_at,ended_at
      upload-1,2020-05-01 10:00:00,2020-05-01 10:20:00
      upload-2,2020-05-01 11:00:00,yesterday
      upload-3,2020-05-01 12:00:00,2020-05-01 12:30:00
      """;

  @ConfigProperty(name = "meanstream.ingestor.state")
  Path state;

  @BeforeEach
  void aReadyService() {
    ReadyService.await();
  }

  @Test
  void aFileIsValidatedBeforeAnybodyIngestsIt() throws Exception {
    Response answer = upload("rides", "Räder 1.csv", RIDES);

    assertThat(answer.statusCode()).isEqualTo(201);
    JsonPath upload = answer.jsonPath();
    assertThat(upload.getLong("report.read")).isEqualTo(3);
    assertThat(upload.getLong("report.accepted")).isEqualTo(2);
    assertThat(upload.getMap("report.rejectedByRule")).isEqualTo(Map.of("type", 1));
    assertThat(upload.getInt("report.examples[0].line")).isEqualTo(3);
    assertThat(upload.getString("report.examples[0].field")).isEqualTo("ended_at");
    assertThat(upload.getLong("bytes")).isEqualTo(RIDES.length());
    Path file = Path.of(upload.getString("path"));
    assertThat(file).hasFileName("Räder 1.csv").hasContent(RIDES);
    given()
        .get("/api/v1/ingestions")
        .then()
        .body("items.findAll { it.source.contains('Räder') }.size()", equalTo(0));
  }

  @Test
  void anUploadedFileIsIngestedByItsPath() {
    String path = upload("rides", "ingested.csv", RIDES).jsonPath().getString("path");

    String id =
        given()
            .header("Authorization", "Bearer " + KafkaResource.TOKEN)
            .contentType("application/json")
            .body(Map.of("dataset", "rides", "path", path))
            .post("/api/v1/ingestions")
            .then()
            .statusCode(202)
            .extract()
            .path("ingestions[0].id");

    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(
            () ->
                given()
                    .get("/api/v1/ingestions/" + id)
                    .then()
                    .body("state", equalTo("done"))
                    .body("rejectedByRule.type", equalTo(1)));
  }

  @Test
  void aFileThatDoesNotFitIsReported() {
    JsonPath upload = upload("rides", "other.csv", "a,b\n1,2\n").jsonPath();

    assertThat(upload.getString("report.errors[0]")).contains("other.csv", "ride_id");
    assertThat(upload.getLong("report.read")).isZero();
  }

  @Test
  void theConfiguredUnpackLimitsApply() throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
      out.write(RIDES.getBytes(StandardCharsets.UTF_8));
      out.write("\n".repeat(5_000_000).getBytes(StandardCharsets.UTF_8));
    }

    JsonPath upload = upload("rides", "large.csv.gz", packed.toByteArray()).jsonPath();

    assertThat(upload.getString("report.errors[0]")).contains("unpack", "4194304");
  }

  @Test
  void aFileForWhichThereIsNoRoomLeavesNothingBehind() throws Exception {
    long before = files();

    Response answer = upload("rides", "large.csv", "x".repeat(3_000_000));

    assertThat(answer.statusCode()).isEqualTo(507);
    assertThat(answer.jsonPath().getString("detail"))
        .contains("uploads would exceed their total limit of 2000000 bytes", "delete folders");
    assertThat(files()).isEqualTo(before);
  }

  @ParameterizedTest
  @ValueSource(strings = {"../rides.csv", "a/rides.csv", "a\\rides.csv", ".rides.csv", "a\nb.csv"})
  void namesCannotLeaveTheFolder(String name) {
    Response answer = upload("rides", name, RIDES);

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.jsonPath().getString("errors[0].parameter")).isEqualTo("name");
  }

  @Test
  void namesMustFitIntoAFolder() {
    Response answer = upload("rides", "数".repeat(90) + ".csv", RIDES);

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.jsonPath().getString("errors[0].parameter")).isEqualTo("name");
  }

  @Test
  void uploadsNeedADatasetAndTheToken() {
    assertThat(upload("none", "rides.csv", RIDES).statusCode()).isEqualTo(404);
    given()
        .contentType("application/octet-stream")
        .body(RIDES.getBytes(StandardCharsets.UTF_8))
        .post("/api/v1/uploads?dataset=rides&name=rides.csv")
        .then()
        .statusCode(401)
        .body("detail", containsString("token"));
  }

  private long files() throws IOException {
    try (Stream<Path> all = Files.walk(state.resolve("uploads"))) {
      return all.filter(Files::isRegularFile).count();
    }
  }

  private static Response upload(String dataset, String name, String text) {
    return upload(dataset, name, text.getBytes(StandardCharsets.UTF_8));
  }

  private static Response upload(String dataset, String name, byte[] bytes) {
    return given()
        .header("Authorization", "Bearer " + KafkaResource.TOKEN)
        .contentType("application/octet-stream")
        .queryParam("dataset", dataset)
        .queryParam("name", name)
        .body(bytes)
        .post("/api/v1/uploads");
  }
}
