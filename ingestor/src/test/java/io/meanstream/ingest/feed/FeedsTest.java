package io.meanstream.ingest.feed;

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
import jakarta.inject.Inject;
import java.io.IOException;
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

/** Feeds whose pages land in the state folder. */
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
