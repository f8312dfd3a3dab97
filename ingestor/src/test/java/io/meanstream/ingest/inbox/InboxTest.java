package io.meanstream.ingest.inbox;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.meanstream.ingest.kafka.KafkaResource;
import io.meanstream.ingest.kafka.TopicReader;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.smallrye.common.annotation.Identifier;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What happens to files in the inbox. */
@QuarkusTest
@QuarkusTestResource(KafkaResource.class)
class InboxTest {

  private static final String HEADER = "ride_id,started_at,ended_at\n";
  private static final Duration SOON = Duration.ofSeconds(60);

  @Inject
  @Identifier("default-kafka-broker")
  Map<String, Object> kafka;

  @Inject Admin admin;

  @ConfigProperty(name = "meanstream.ingestor.inbox")
  Path inbox;

  private Path rides;

  @BeforeEach
  void makeTheFolder() throws IOException {
    rides = Files.createDirectories(inbox.resolve("rides"));
  }

  /** Puts a file there safely: under another name until it is complete. */
  private void put(String name, String content) throws IOException {
    Path part = Files.writeString(rides.resolve(name + ".part"), content);
    Files.move(part, rides.resolve(name), StandardCopyOption.ATOMIC_MOVE);
  }

  private static String ride(String id) {
    return id + ",2020-05-01 10:00:00,2020-05-01 10:20:00\n";
  }

  private JsonPath reportOf(String moved) {
    Path file = rides.resolve(moved);
    await().atMost(SOON).until(() -> Files.exists(file));
    return new JsonPath(file.resolveSibling(file.getFileName() + ".report.json").toFile());
  }

  private List<String> keys(String ingestion) throws Exception {
    return new TopicReader(kafka, admin)
        .read("bike-rides", ingestion).stream().map(ConsumerRecord::key).toList();
  }

  @Test
  void aFileIsIngestedAndMovesAsideWithItsReport() throws Exception {
    put("may.csv", HEADER + ride("inbox-one") + "inbox-two,never,2020-05-01 10:20:00\n");

    JsonPath report = reportOf("done/may.csv");

    assertThat(report.getString("dataset")).isEqualTo("rides");
    assertThat(report.getString("file")).isEqualTo("may.csv");
    assertThat(report.getString("error")).isNull();
    assertThat(report.getString("ingestions[0].state")).isEqualTo("done");
    assertThat(report.getInt("ingestions[0].read")).isEqualTo(2);
    assertThat(report.getMap("ingestions[0].rejectedByRule")).isEqualTo(Map.of("type", 1));
    assertThat(report.getInt("ingestions[0].firstReject.line")).isEqualTo(3);
    assertThat(keys(report.getString("ingestions[0].id"))).containsExactly("inbox-one");
    assertThat(rides.resolve("may.csv")).doesNotExist();
  }

  @Test
  void theSameContentIsKnownAndDoesNotReplaceTheFirstFile() throws IOException {
    String content = HEADER + ride("inbox-same");
    put("same.csv", content);
    JsonPath first = reportOf("done/same.csv");
    put("same.csv", content);

    JsonPath second = reportOf("done/2-same.csv");

    assertThat(second.getString("ingestions[0].state")).isEqualTo("known");
    assertThat(second.getString("ingestions[0].knownAs"))
        .isEqualTo(first.getString("ingestions[0].id"));
    assertThat(rides.resolve("done/same.csv")).hasContent(content.strip());
  }

  @Test
  void aNameTooLongForItsReportIsShortened() throws IOException {
    String name = "é".repeat(120) + ".csv";
    put(name, HEADER + ride("inbox-long"));

    JsonPath report = reportOf("done/" + "é".repeat(113) + ".csv");

    assertThat(report.getString("file")).isEqualTo(name);
    assertThat(report.getString("ingestions[0].state")).isEqualTo("done");
  }

  @Test
  void aFileThatDoesNotMatchTheDatasetFails() throws IOException {
    put("other.csv", "a,b\n1,2\n");

    JsonPath report = reportOf("failed/other.csv");

    assertThat(report.getString("ingestions[0].state")).isEqualTo("failed");
    assertThat(report.getString("ingestions[0].error")).contains("other.csv", "started_at");
  }

  @Test
  void anArchiveWithoutDataFailsWithoutAnIngestion() throws IOException {
    Path part = rides.resolve("notes.zip.part");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(part))) {
      zip.putNextEntry(new ZipEntry("notes.pdf"));
      zip.write('x');
    }
    Files.move(part, rides.resolve("notes.zip"));

    JsonPath report = reportOf("failed/notes.zip");

    assertThat(report.getString("error")).contains("contains no data files");
    assertThat(report.getList("ingestions")).isEmpty();
  }

  @Test
  void anArchiveHasAnIngestionForEachOfItsFiles() throws IOException {
    Path part = rides.resolve("days.zip.part");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(part))) {
      for (String day : List.of("one", "two")) {
        zip.putNextEntry(new ZipEntry(day + ".csv"));
        zip.write((HEADER + ride("inbox-zip-" + day)).getBytes());
      }
    }
    Files.move(part, rides.resolve("days.zip"));

    JsonPath report = reportOf("done/days.zip");

    assertThat(report.getList("ingestions.source"))
        .isEqualTo(List.of("days.zip!/one.csv", "days.zip!/two.csv"));
    assertThat(report.getList("ingestions.state")).isEqualTo(List.of("done", "done"));
  }

  @Test
  void foldersWithoutADatasetAreLeftAlone() throws IOException {
    Path other = Files.createDirectories(inbox.resolve("no-such-dataset"));
    Path file = Files.writeString(other.resolve("a.csv"), HEADER);
    put("after.csv", HEADER + ride("inbox-after"));

    reportOf("done/after.csv");

    assertThat(file).exists();
    given().get("/q/health/ready").then().statusCode(200);
  }
}
