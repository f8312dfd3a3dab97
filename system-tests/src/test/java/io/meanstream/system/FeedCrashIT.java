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
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A fetch neither loses nor duplicates a record, whenever the ingestor is killed. */
@ExtendWith(Cluster.class)
class FeedCrashIT {

  private static final int RECORDS = 500;
  private static final Duration SOON = Duration.ofMinutes(2);

  @RegisterExtension final PackagedServices services = new PackagedServices();
  @TempDir Path folder;

  private final List<Integer> asked = new CopyOnWriteArrayList<>();
  private HttpServer api;
  private int pages;
  private int released;

  @BeforeEach
  void startApi() throws IOException {
    api = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    api.createContext("/people", this::answer);
    api.setExecutor(Executors.newCachedThreadPool());
    api.start();
  }

  @AfterEach
  void stopApi() {
    release(Integer.MAX_VALUE);
    api.stop(0);
  }

  @Test
  void recordsAreSentOnceWhenTheIngestorIsKilledTwice() throws Exception {
    killWhileFetching("feed-crash", 2, LandedBatches.IN_FOLDER);
  }

  @Test
  @Tag("thorough")
  void recordsAreSentOnceWhenTheIngestorIsKilledTenTimes() throws Exception {
    killWhileFetching("feed-crash-ten", 10, LandedBatches.IN_FOLDER);
  }

  @Test
  @Tag("thorough")
  void recordsInPostgresAreSentOnceWhenTheIngestorAndPostgresAreKilled() throws Exception {
    killWhileFetching("feed-crash-postgres-ten", 10, LandedBatches.IN_POSTGRES);
  }

  private void killWhileFetching(String dataset, int kills, LandedBatches place) throws Exception {
    // Given
    pages = kills * 4;
    Ingestor ingestor =
        new Ingestor(
            services,
            dataset,
            define(dataset),
            with(place.settings(), "MEANSTREAM_INGESTOR_FEED_ORIGINS", origin()));
    ingestor.start();
    ingestor.fetch(dataset);

    // When
    for (int kill = 1; kill <= kills; kill++) {
      int enough = kill * 3;
      // odd kills hit a page on its way, even ones a page that has just landed
      int hit = kill;
      // so that the fetch cannot end before the kill
      release(kill % 2 == 0 ? enough : enough - 1);
      await()
          .atMost(SOON)
          .pollDelay(Duration.ZERO)
          .pollInterval(Duration.ofMillis(2))
          .until(
              () -> hit % 2 == 0 ? place.count(folder, dataset) >= enough : asked.contains(enough));
      ingestor.kill();
      if (place == LandedBatches.IN_POSTGRES && kill == (kills + 1) / 2) {
        LandedBatches.killPostgres();
      }
      ingestor.start();
      ingestor.fetch(dataset);
    }
    release(Integer.MAX_VALUE);
    JsonNode feed = ingestor.awaitFetched(dataset);

    // Then
    assertThat(feed.path("fetch").path("error").isNull()).as(feed.toString()).isTrue();
    for (int page = 1; page <= pages + 1; page++) {
      assertThat(asked).contains(page);
    }
    assertThat(asked).hasSizeLessThanOrEqualTo(pages + 1 + kills);
    await()
        .atMost(SOON)
        .untilAsserted(
            () ->
                assertThat(keysOf(dataset))
                    .containsExactlyInAnyOrderElementsOf(
                        IntStream.range(0, pages * RECORDS).mapToObj(id -> "p" + id).toList()));
  }

  private static List<String> keysOf(String topic) {
    List<String> keys = new ArrayList<>();
    CommittedRecords.forEach(topic, row -> keys.add(row.key()));
    return keys;
  }

  private static Map<String, String> with(Map<String, String> settings, String name, String value) {
    Map<String, String> all = new HashMap<>(settings);
    all.put(name, value);
    return all;
  }

  private String origin() {
    return "http://127.0.0.1:" + api.getAddress().getPort();
  }

  private Path define(String dataset) throws IOException {
    Path definitions = Files.createDirectory(folder.resolve("definitions"));
    Files.writeString(
        definitions.resolve(dataset + ".yaml"),
        """
        name: %s
        time: at
        source:
          format: json
          zone: UTC
          records: /people
          http: {url: "%s/people", pages: {by: number, parameter: page}, pause: PT0.02S}
        key: [[id]]
        fields: {id: {type: string}, at: {type: timestamp}}
        """
            .formatted(dataset, origin()));
    return definitions;
  }

  private void answer(HttpExchange exchange) throws IOException {
    int page = Integer.parseInt(exchange.getRequestURI().getQuery().replace("page=", ""));
    asked.add(page);
    long first = (page - 1L) * RECORDS;
    String people =
        LongStream.range(first, page > pages ? first : first + RECORDS)
            .mapToObj("{\"id\": \"p%d\", \"at\": \"2024-05-01 10:00\"}"::formatted)
            .collect(Collectors.joining(",\n"));
    byte[] body = "{\"people\": [%s]}".formatted(people).getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(200, body.length);
    // in two parts, so that a page is in transit for a moment
    exchange.getResponseBody().write(body, 0, body.length / 2);
    exchange.getResponseBody().flush();
    awaitRelease(page);
    exchange.getResponseBody().write(body, body.length / 2, body.length - body.length / 2);
    exchange.close();
  }

  /** Later pages stay in transit. */
  private synchronized void release(int page) {
    released = page;
    notifyAll();
  }

  private synchronized void awaitRelease(int page) {
    try {
      while (page > released) {
        wait();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted before page " + page, e);
    }
  }
}
