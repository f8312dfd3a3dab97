package io.meanstream.ingest.feed;

import static io.meanstream.ingest.feed.ApiServer.ok;
import static io.meanstream.ingest.feed.ApiServer.status;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.meanstream.ingest.NoBlockedThreads;
import io.meanstream.ingest.kafka.KafkaResource;
import io.meanstream.ingest.landing.BatchManifest;
import io.meanstream.ingest.landing.LandedBatch;
import io.meanstream.ingest.landing.Landing;
import io.meanstream.ingest.landing.PagePosition;
import io.meanstream.ingest.run.Ingestor;
import io.meanstream.ingest.run.ShutdownSignal;
import io.meanstream.source.http.AllowedOrigins;
import io.meanstream.source.http.HttpFetcher;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Feeds whose pages land in the state folder, and how any feed asks its server. */
@QuarkusTest
@QuarkusTestResource(KafkaResource.class)
@QuarkusTestResource(ApiPort.class)
@ExtendWith(NoBlockedThreads.class)
class FeedsTest extends FeedScenarios {

  @Inject Landing landing;
  @Inject Ingestor ingestor;
  @Inject FeedMetrics metrics;
  @Inject ShutdownSignal shutdown;

  @Test
  void aFetchFollowsLinksOnItsOwnServerOnly() throws Exception {
    // Given
    define("links", "pages: {by: link}");
    api.then(ok(people("a"), "Link", "</api?p=0>; rel=\"prev\", </api?p=2>; rel=\"next last\""))
        .then(ok(people("b"), "Link", "<http://127.0.0.2:1/api?p=3>; rel=next"));

    // When
    JsonPath failed = fetched("links");

    // Then
    assertThat(api.targets()).containsExactly("/api", "/api?p=2");
    assertThat(failed.getString("fetch.error"))
        .isEqualTo(
            origin + "/api?p=2 links to http://127.0.0.2:1/api?p=3, which is another server");
    ingestionsOf("links", 1);
    assertThat(keysOf("links")).containsExactly("a");
  }

  @Test
  void linksMayBeOnSeveralLinesAndOnlyHaveAQuery() throws Exception {
    // Given
    define("lines", "pages: {by: link}");
    ApiServer.Answer first = ok(people("a"));
    api.then(
            exchange -> {
              exchange.getResponseHeaders().add("Link", "</style.css>; rel=preload");
              exchange.getResponseHeaders().add("Link", "<?p=2>; rel=next");
              first.to(exchange);
            })
        .then(ok(people("b")));

    // When
    JsonPath feed = fetched("lines");

    // Then
    assertThat(feed.getString("fetch.error")).isNull();
    assertThat(api.targets()).containsExactly("/api", "/api?p=2");
  }

  @Test
  void theTokenComesFromTheEnvironment() throws Exception {
    // Given
    define("tokens", "token: {env: PATH}");
    define("keys", "token: {env: MEANSTREAM_NO_SUCH_KEY, header: X-Api-Key}");
    api.then(ok(people("a")));

    // When
    fetched("tokens");
    JsonPath failed = fetched("keys");

    // Then
    assertThat(api.requests()).hasSize(1);
    assertThat(api.requests().get(0).headers().getFirst("Authorization"))
        .isEqualTo("Bearer " + System.getenv("PATH"));
    assertThat(failed.getString("fetch.error"))
        .isEqualTo(
            "the environment variable MEANSTREAM_NO_SUCH_KEY, which should contain the token, is not set");
  }

  @Test
  void aPermanentErrorEndsTheFetch() throws Exception {
    // Given
    define("missing", "pause: PT0S");
    api.then(status(404, "nothing"));

    // When, Then
    assertThat(fetched("missing").getString("fetch.error"))
        .isEqualTo(origin + "/api: the server responded with 404");
    assertThat(api.requests()).hasSize(1);
  }

  @Test
  void aServerThatAsksToWaitForHoursEndsTheFetch() throws Exception {
    // Given
    define("patient", "pause: PT0S");
    api.then(status(503, "", "Retry-After", "7200"));

    // When
    JsonPath failed = fetched("patient");

    // Then
    assertThat(failed.getString("fetch.error"))
        .isEqualTo(origin + "/api: the server responded with 503 and asks to wait 7200 s");
    assertThat(failed.getString("waitsUntil")).isNotNull();
    assertThat(api.requests()).hasSize(1);
  }

  @Test
  void anUnencryptedAddressIsRefusedUnlessAllowed() throws Exception {
    // Given
    Files.writeString(
        definitions.resolve("plain.yaml"),
        definition("plain", "pause: PT0S").replace(origin, "http://127.0.0.1:1"));

    // When, Then
    assertThat(fetched("plain").getString("fetch.error"))
        .startsWith("http://127.0.0.1:1 is not encrypted");
  }

  @Test
  void aScheduledFeedIsFetchedRepeatedly() throws Exception {
    // Given a path of its own: the schedule may go on while other tests run
    api.serve("/ticking");
    api.then(ok(people("a"))).then(ok(people("b"))).then(ok(people("c")));

    // When
    Files.writeString(
        definitions.resolve(ApiPort.SCHEDULED + ".yaml"),
        definition(ApiPort.SCHEDULED, "every: PT1S").replace("/api", "/ticking"));

    // Then
    ingestionsOf(ApiPort.SCHEDULED, 3);
    assertThat(keysOf(ApiPort.SCHEDULED)).containsExactlyInAnyOrder("a", "b", "c");
    assertThat(given().get("/api/v1/feeds/" + ApiPort.SCHEDULED).jsonPath().getString("nextFetch"))
        .isNotNull();
    Files.delete(definitions.resolve(ApiPort.SCHEDULED + ".yaml"));
  }

  @Test
  void fetchingNeedsAFeedAndTheToken() {
    post("rides").then().statusCode(409);
    post("none").then().statusCode(404);
    given()
        .contentType("application/json")
        .body("{}")
        .post("/api/v1/datasets/rides/fetch")
        .then()
        .statusCode(401);
    given().get("/api/v1/feeds/rides").then().statusCode(404);
    given().get("/api/v1/feeds").then().statusCode(200);
  }

  @Test
  void aPageThatWasNotSeenForLongIsForgotten() throws IOException {
    // Given
    AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2024-05-01T00:00:00Z"));
    InstantSource time = now::get;
    FeedContext context =
        new FeedContext(
            new HttpFetcher(AllowedOrigins.alsoOf(List.of()), Duration.ofSeconds(1)),
            landing,
            ingestor,
            metrics,
            shutdown,
            Duration.ofDays(30),
            time.withZone(ZoneOffset.UTC));
    PageContents contents = new PageContents("remembered", context);
    contents.put(page("a", now.get()));
    contents.put(page("b", now.get()));

    // When the second one is seen after 20 days, and another one lands after 31
    now.set(Instant.parse("2024-05-21T00:00:00Z"));
    boolean hasSecond = contents.has("b", "hash of b");
    now.set(Instant.parse("2024-06-01T00:00:00Z"));
    contents.put(page("c", now.get()));

    // Then
    assertThat(hasSecond).isTrue();
    assertThat(contents.has("a", "hash of a")).isFalse();
    assertThat(contents.has("b", "hash of b")).isTrue();

    // When the only page that is still seen is older
    now.set(Instant.parse("2024-08-01T00:00:00Z"));
    contents.put(page("d", now.get()));
    now.set(Instant.parse("2024-12-01T00:00:00Z"));

    // Then
    assertThat(contents.has("c", "hash of c")).isFalse();
    assertThat(contents.has("d", "hash of d")).as("the last page stays").isTrue();
  }

  private static LandedBatch page(String address, Instant at) {
    PagePosition position =
        new PagePosition("feed", 1, address, Optional.empty(), Optional.empty(), Optional.empty());
    return new LandedBatch(
        "remembered",
        "page-1",
        Path.of(address),
        new BatchManifest(
            "no ingestion", "file", 1, "hash of " + address, at, Optional.of(position)));
  }
}
