package io.meanstream.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Averages of records that came by push and by feed equal those of the same records in a file. */
@Tag("thorough")
@ExtendWith(Cluster.class)
class LandedAveragesIT {

  private static final int PUSHED = 1_000;
  private static final int PAGE = 500;
  private static final int PAGES = 4;
  private static final int RIDES = PUSHED + PAGES * PAGE;
  private static final Duration LIMIT = Duration.ofMinutes(2);

  @RegisterExtension final PackagedServices services = new PackagedServices();
  @TempDir Path folder;

  private HttpServer api;
  private List<String> lines;

  @BeforeEach
  void startApi() throws IOException {
    api = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    api.createContext("/rides", this::answer);
    api.start();
  }

  @AfterEach
  void stopApi() {
    api.stop(0);
  }

  @Test
  void averagesOfPushedAndFetchedRidesEqualThoseOfDuckDb() throws Exception {
    pushAndFetch(LandedBatches.IN_FOLDER);
  }

  @Test
  void averagesOfRidesLandedInPostgresEqualThoseOfDuckDb() throws Exception {
    pushAndFetch(LandedBatches.IN_POSTGRES);
  }

  private void pushAndFetch(LandedBatches place) throws Exception {
    // Given
    String dataset = "rides-" + place.name().toLowerCase(Locale.ROOT).replace('_', '-');
    Path csv = Sample.write(Cluster.meanstream(), folder.resolve("rides.csv"), RIDES, 61).file();
    lines = Files.readAllLines(asLines(csv));
    String origin = "http://127.0.0.1:" + api.getAddress().getPort();
    Path definitions = Files.createDirectory(folder.resolve("definitions"));
    Files.copy(Meanstream.ROOT.resolve("datasets/rides.yaml"), definitions.resolve("rides.yaml"));
    for (Path each : List.of(Cluster.definitions(), definitions)) {
      Files.writeString(each.resolve(dataset + ".yaml"), definition(dataset, origin));
    }
    Map<String, String> settings = new HashMap<>(place.settings());
    settings.put("MEANSTREAM_INGESTOR_FEED_ORIGINS", origin);
    Ingestor ingestor = new Ingestor(services, dataset, definitions, settings);
    ingestor.start();

    // When
    Path first = Files.write(folder.resolve("first.ndjson"), lines.subList(0, PUSHED));
    assertThat(ingestor.push(dataset, "first", first).join().statusCode()).isEqualTo(202);
    ingestor.fetch(dataset);
    JsonNode feed = ingestor.awaitFetched(dataset);
    await()
        .atMost(LIMIT)
        .untilAsserted(() -> assertThat(balance(dataset).get("stored").asInt()).isEqualTo(RIDES));
    Cluster.meanstream().json("aggregate", "--dataset", dataset);

    // Then
    assertThat(feed.at("/fetch/records").asInt()).as(feed.toString()).isEqualTo(PAGES * PAGE);
    assertThat(balance(dataset).get("read").asInt()).isEqualTo(RIDES);
    assertThat(balance(dataset).get("inFlight").asInt()).isZero();
    try (Rides rides = Rides.of(ZoneId.of("America/Chicago"), csv)) {
      for (String group : List.of("", "member_casual")) {
        SameAverages.check(
            Cluster.averages(dataset, "day", group), rides.averages("day", group), group);
      }
    }
  }

  private static JsonNode balance(String dataset) {
    return Cluster.get(Cluster.url("stats-api") + "/api/v1/balance?dataset=" + dataset);
  }

  private static String definition(String dataset, String origin) {
    return """
        extends: rides
        name: %s
        topic: %s
        schedule: off
        source:
          format: json
          records: /rides
          http: {url: "%s/rides", pages: {by: cursor, parameter: after, pointer: /next}, pause: PT0S}
        """
        .formatted(dataset, dataset, origin);
  }

  private Path asLines(Path csv) throws SQLException {
    Path ndjson = folder.resolve("rides.ndjson");
    try (Connection duckDb = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = duckDb.createStatement()) {
      statement.execute(
          "COPY (FROM read_csv('%s', all_varchar = true)) TO '%s' (FORMAT json)"
              .formatted(csv, ndjson));
    }
    return ndjson;
  }

  private void answer(HttpExchange exchange) throws IOException {
    String query = exchange.getRequestURI().getQuery();
    int page = query == null ? 0 : Integer.parseInt(query.replace("after=", ""));
    int from = PUSHED + page * PAGE;
    String next = page + 1 < PAGES ? Integer.toString(page + 1) : "null";
    byte[] body =
        "{\"next\": %s, \"rides\": [%s]}"
            .formatted(next, String.join(",", lines.subList(from, from + PAGE)))
            .getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(200, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }
}
