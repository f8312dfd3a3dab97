package io.meanstream.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.meanstream.system.metrics.SpanCollector;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Span.Link;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * One ingestion and the run that averages it, with tracing, the most detailed logs, and JSON logs
 * as in containers.
 */
@Tag("thorough")
class TracesAndLogsIT {

  private static final Duration SOON = Duration.ofMinutes(5);
  private static final String JVM_NOTE = "Picked up JAVA_TOOL_OPTIONS";
  private static final Pattern KAFKA_DATA = Pattern.compile("\\d+\\.log");
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String STATION = "Hidden Lane and Quiet Street";
  private static final String WRONG_ROW = "unspoken-text-of-a-wrong-row";

  @TempDir static Path home;
  private static SpanCollector collector;
  private static Meanstream meanstream;
  private static String ingestion;

  @BeforeAll
  static void ingestAndAverage() throws Exception {
    collector = SpanCollector.start();
    meanstream =
        new Meanstream(
            home,
            NamedStore.newDatabase(),
            Map.of(
                "MEANSTREAM_TRACES_ENDPOINT", collector.url(),
                "QUARKUS_OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf",
                "QUARKUS_OTEL_BSP_SCHEDULE_DELAY", "200ms",
                "QUARKUS_LOG_LEVEL", "DEBUG",
                "QUARKUS_LOG_CONSOLE_JSON_ENABLED", "true"));
    Meanstream.Outcome up = meanstream.run("up", "--ports", "auto", "--single");
    assertThat(up.exit()).as(up.err()).isZero();
    Path file = home.resolve("rides.csv");
    Sample.write(meanstream, file, 500, 5);
    String text = Files.readString(file);
    String name = text.lines().skip(1).findFirst().orElseThrow().split(",")[4];
    Files.writeString(file, text.replace(name, '"' + STATION + '"') + WRONG_ROW + "\n");
    JsonNode report = meanstream.json("ingest", file.toString());
    assertThat(report.at("/balance/rejected").asInt()).isOne();
    ingestion = report.at("/ingestions/0/id").asText();
    assertThat(meanstream.run("aggregate").exit()).isZero();
  }

  @AfterAll
  static void stop() {
    assertThat(meanstream.run("down").exit()).isZero();
    collector.close();
  }

  @Test
  void spansLinkTheRequestToTheRunThatAveragedItsRows() {
    // Given
    Span read = awaitSpan("ingestion");
    assertThat(SpanCollector.attribute(read, "ingestion")).isEqualTo(ingestion);
    assertThat(collector.find(read.getParentSpanId()))
        .as("the request")
        .singleElement()
        .satisfies(request -> assertThat(request.getName()).contains("/api/v1/ingestions"));
    Span transaction = awaitSpan("transaction");
    assertThat(transaction.getParentSpanId()).isEqualTo(read.getSpanId());

    // Then
    List<Span> batches =
        collector.named("batch").stream()
            .filter(batch -> leadsTo(batch, List.of(transaction)))
            .toList();
    assertThat(batches).as("each partition's batch links to the transaction").isNotEmpty();
    Span run = awaitSpan("run");
    assertThat(batches).allMatch(batch -> leadsTo(run, List.of(batch)));
    assertThat(leadsTo(run, List.of(transaction))).isTrue();
    assertThat(SpanCollector.attribute(run, "state")).isEqualTo("done");
  }

  private static Span awaitSpan(String name) {
    return await()
        .atMost(SOON)
        .until(() -> collector.named(name), found -> !found.isEmpty())
        .get(0);
  }

  private static boolean leadsTo(Span from, List<Span> to) {
    return to.stream()
        .allMatch(
            target ->
                from.getLinksList().stream()
                    .map(Link::getSpanId)
                    .anyMatch(target.getSpanId()::equals));
  }

  @Test
  void logLinesAreJsonWithIngestionRunAndDatasetAsFields() throws IOException {
    List<JsonNode> ingestor = lines("ingestor");
    assertThat(ingestor)
        .anySatisfy(
            line -> {
              assertThat(line.at("/mdc/ingestion").asText()).isEqualTo(ingestion);
              assertThat(line.at("/mdc/dataset").asText()).isEqualTo("rides");
            });
    assertThat(lines("scheduler"))
        .anySatisfy(
            line -> {
              assertThat(line.path("message").asText()).startsWith("run ended");
              assertThat(line.at("/mdc/run").asText()).isNotBlank();
              assertThat(line.at("/mdc/dataset").asText()).isEqualTo("rides");
            });
  }

  private static List<JsonNode> lines(String service) throws IOException {
    List<JsonNode> lines = new ArrayList<>();
    String text = new String(Files.readAllBytes(log(service)), StandardCharsets.UTF_8);
    // the service may be writing the last line
    for (String line : text.substring(0, text.lastIndexOf('\n') + 1).lines().toList()) {
      if (!line.startsWith(JVM_NOTE)) {
        lines.add(JSON.readTree(line));
      }
    }
    return lines;
  }

  @Test
  void logsContainNeitherRowContentNorTheToken() throws IOException {
    String token = Files.readString(home.resolve("token")).strip();

    List<Path> logs = logs();

    assertThat(logs).hasSizeGreaterThan(6);
    for (Path log : logs) {
      assertThat(Files.readString(log))
          .as(log.toString())
          .doesNotContain(STATION, WRONG_ROW, token);
    }
    assertThat(Files.readString(log("persister"))).contains("DEBUG");
  }

  private static Path log(String service) throws IOException {
    return logs().stream().filter(log -> log.endsWith(service + ".log")).findFirst().orElseThrow();
  }

  private static List<Path> logs() throws IOException {
    List<Path> logs = new ArrayList<>();
    Files.walkFileTree(
        home,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            String name = file.getFileName().toString();
            if (name.endsWith(".log") && !KAFKA_DATA.matcher(name).matches()) {
              logs.add(file);
            }
            return FileVisitResult.CONTINUE;
          }

          /** The services go on replacing files. */
          @Override
          public FileVisitResult visitFileFailed(Path file, IOException gone) throws IOException {
            if (gone instanceof NoSuchFileException) {
              return FileVisitResult.CONTINUE;
            }
            throw gone;
          }
        });
    return logs;
  }
}
