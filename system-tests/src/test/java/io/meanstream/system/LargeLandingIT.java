package io.meanstream.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** An ingestor with a heap of 128 MB lands records that are nearly as large, or as large. */
@ExtendWith(Cluster.class)
@Tag("thorough")
class LargeLandingIT {

  private static final String DATASET = "landing-large";
  private static final String RECORD =
      "{\"id\": \"r%09d\", \"at\": \"2024-05-01 10:00\", \"x\": \"%s\"}";
  private static final String FILL = "x".repeat(400);
  private static final int PUSHED = 130_000;
  private static final int FETCHED = 230_000;

  @RegisterExtension final PackagedServices services = new PackagedServices();
  @TempDir Path folder;

  private HttpServer api;
  private Ingestor ingestor;

  @BeforeEach
  void anApiAndAnIngestor() throws IOException {
    api = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    api.createContext(
        "/records",
        exchange -> {
          exchange.sendResponseHeaders(200, 0);
          try (OutputStream body = new BufferedOutputStream(exchange.getResponseBody())) {
            body.write("{\"records\": [".getBytes(StandardCharsets.UTF_8));
            write(body, FETCHED, ",\n");
            body.write("]}".getBytes(StandardCharsets.UTF_8));
          }
        });
    api.start();
    String origin = "http://127.0.0.1:" + api.getAddress().getPort();
    Path definitions = Files.createDirectory(folder.resolve("definitions"));
    Files.writeString(
        definitions.resolve(DATASET + ".yaml"),
        """
        name: %s
        time: at
        source:
          format: json
          zone: UTC
          records: /records
          http: {url: "%s/records", max_bytes: 200000000, timeout: PT10M}
        key: [[id]]
        fields: {id: {type: string}, at: {type: timestamp}}
        """
            .formatted(DATASET, origin));
    ingestor =
        new Ingestor(
            services, DATASET, definitions, Map.of("MEANSTREAM_INGESTOR_FEED_ORIGINS", origin));
    ingestor.start();
  }

  @AfterEach
  void stopApi() {
    api.stop(0);
  }

  @Test
  void sixtyMegabytesArePushed() throws Exception {
    // Given
    Path lines = folder.resolve("large.ndjson");
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(lines))) {
      write(out, PUSHED, "\n");
    }
    assertThat(Files.size(lines)).isBetween(58_000_000L, 64L << 20);

    // When
    HttpResponse<String> answer = ingestor.push(DATASET, "large", lines).join();

    // Then
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
    JsonNode end = ingestor.awaitEnd(new ObjectMapper().readTree(answer.body()).get("id").asText());
    assertThat(end.get("state").asText()).isEqualTo("done");
    assertThat(end.get("read").asInt()).isEqualTo(PUSHED);
  }

  @Test
  void aPageOfAHundredMegabytesIsFetched() throws Exception {
    // When
    ingestor.fetch(DATASET);
    JsonNode feed = ingestor.awaitFetched(DATASET);

    // Then
    assertThat(feed.at("/fetch/error").isNull()).as(feed.toString()).isTrue();
    assertThat(feed.at("/fetch/bytes").asLong()).isGreaterThan(100_000_000);
    assertThat(feed.at("/fetch/records").asInt()).isEqualTo(FETCHED);
  }

  private static void write(OutputStream out, int records, String between) {
    try {
      for (int record = 0; record < records; record++) {
        String text = (record == 0 ? "" : between) + RECORD.formatted(record, FILL);
        out.write(text.getBytes(StandardCharsets.UTF_8));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
