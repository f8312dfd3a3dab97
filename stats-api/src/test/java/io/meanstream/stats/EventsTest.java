package io.meanstream.stats;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.is;

import com.mongodb.client.MongoDatabase;
import io.restassured.path.json.JsonPath;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import org.bson.Document;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The state of the pipeline, as the page follows it. */
@StatsApiTest
@Timeout(60)
class EventsTest {

  private static final String AT = "2020-05-01T08:00:00Z";

  MongoDatabase store;
  StoreProxy proxy;

  @ConfigProperty(name = "quarkus.http.test-port")
  int port;

  @BeforeEach
  void emptyStore() {
    TestStore.empty(store);
  }

  @AfterEach
  void restoreConnection() {
    proxy.restore();
  }

  @Test
  void theFirstEventHasTheStateOfEveryDataset() throws Exception {
    StoredIngestion.of("a", "done", AT)
        .read(10, 7, true)
        .rejected("type", 3)
        .totals("0", 4, 1, 2, 0)
        .in(store);
    StoredIngestion.of("b", "done", AT)
        .read(5, 3, true)
        .rejected("type", 1)
        .rejected("range", 1)
        .totals("0", 3, 0, 0, 0)
        .in(store);
    StoredIngestion.of("of a removed dataset", "done", AT).with("dataset", "gone").in(store);
    StoredIngestion.position(store, "test-trips", 0, 7);
    store.getCollection("runs").insertOne(run("r1", "done"));
    store.getCollection("schedules").insertOne(Document.parse("{_id: 'trips', paused: true}"));

    try (Events events = follow()) {
      JsonPath state = events.next("pipeline");

      assertThat(state.getList("balances.dataset")).containsExactly("bills", "empty", "trips");
      assertThat(state.<Object>get("balances[2]"))
          .isEqualTo(
              JsonPath.from(
                      """
                      {"dataset": "trips", "read": 15, "stored": 7, "corrected": 1,
                       "duplicates": 2, "rejected": 5, "inFlight": 0, "settled": true,
                       "rejectedByRule": {"type": 4, "range": 1}}
                      """)
                  .get());
      assertThat(state.getList("ingestions.id")).hasSize(3);
      assertThat(state.getList("runs.id")).containsExactly("r1");
      assertThat(state.getList("schedules.paused")).containsExactly(true);
    }
  }

  @Test
  void onlyChangesAreEvents() throws Exception {
    try (Events events = follow()) {
      assertThat(events.next("pipeline").getList("runs")).isEmpty();

      store.getCollection("runs").insertOne(run("r1", "running"));

      assertThat(events.next("pipeline").getList("runs.state")).containsExactly("running");
    }
  }

  @Test
  void laterClientsStartWithTheCurrentState() throws Exception {
    try (Events first = follow()) {
      first.next("pipeline");
      try (Events second = follow()) {
        assertThat(second.next("pipeline").getList("runs")).isEmpty();
      }
    }
    store.getCollection("runs").insertOne(run("r1", "done"));

    try (Events third = follow()) {
      JsonPath state = third.next("pipeline");
      if (state.getList("runs").isEmpty()) {
        // read for the earlier clients before the insertion
        state = third.next("pipeline");
      }
      assertThat(state.getList("runs.id")).containsExactly("r1");
    }
  }

  @Test
  void aStoreOutageIsAnEventAndSoIsItsEnd() throws Exception {
    try (Events events = follow()) {
      events.next("pipeline");

      proxy.cut();

      events.skipTo("unavailable");
      proxy.restore();
      events.skipTo("pipeline");
    }
  }

  /** The driver itself would notice after two minutes, when its heartbeat gets no answer. */
  @Test
  void aStoreThatHangsIsAnEventBeforeTheDriverNoticesIt() throws Exception {
    try (Events events = follow()) {
      events.next("pipeline");

      proxy.freeze();

      events.skipTo("unavailable");
      proxy.restore();
      events.skipTo("pipeline");
    }
  }

  @Test
  void headHasNoBody() {
    given().head("/api/v1/events").then().statusCode(200).header("Cache-Control", is("no-cache"));
  }

  private static Document run(String id, String state) {
    return new Document("_id", id).append("dataset", "trips").append("state", state);
  }

  private Events follow() throws IOException, InterruptedException {
    HttpResponse<InputStream> answer =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/api/v1/events"))
                    .build(),
                BodyHandlers.ofInputStream());
    assertThat(answer.headers().firstValue("Content-Type"))
        .contains("text/event-stream;charset=UTF-8");
    return new Events(
        new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8)));
  }

  /** The events of a connection, in their order. */
  private record Events(BufferedReader lines) implements AutoCloseable {

    /** The next event; those about a store that a slow machine makes look away do not count. */
    JsonPath next(String name) throws IOException {
      String event = lines.readLine();
      while (event.equals("event: unavailable")) {
        lines.readLine();
        lines.readLine();
        event = lines.readLine();
      }
      assertThat(event).isEqualTo("event: " + name);
      return data();
    }

    void skipTo(String name) throws IOException {
      while (!lines.readLine().equals("event: " + name)) {
        lines.readLine();
        lines.readLine();
      }
      lines.readLine();
      lines.readLine();
    }

    private JsonPath data() throws IOException {
      String data = lines.readLine();
      assertThat(data).startsWith("data: {");
      assertThat(lines.readLine()).isEmpty();
      return JsonPath.from(data.substring("data: ".length()));
    }

    @Override
    public void close() throws IOException {
      lines.close();
    }
  }
}
