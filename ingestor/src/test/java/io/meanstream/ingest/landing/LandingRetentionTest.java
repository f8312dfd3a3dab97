package io.meanstream.ingest.landing;

import static org.assertj.core.api.Assertions.assertThat;

import io.meanstream.ingest.ReadyService;
import io.meanstream.ingest.kafka.KafkaResource;
import io.meanstream.ingest.state.Ingestion;
import io.meanstream.ingest.state.Ingestions;
import io.meanstream.ingest.state.Owner;
import io.meanstream.ingest.state.Request;
import io.meanstream.protocol.IngestionFigures;
import io.meanstream.source.TextOptions;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(KafkaResource.class)
class LandingRetentionTest {

  private static final Duration RETENTION = Duration.ofDays(30);

  @Inject Landing landing;

  private final Ingestions ingestions = new Ingestions();
  private final String dataset = "retained-" + UUID.randomUUID();

  private LandingRetention afterAMonth;
  private LandingRetention today;

  @BeforeEach
  void clocks() {
    // it counts and lists what has landed while it starts
    ReadyService.await();
    Instant now = Instant.now();
    today = new LandingRetention(landing, ingestions, RETENTION, Clock.fixed(now, ZoneOffset.UTC));
    afterAMonth =
        new LandingRetention(
            landing,
            ingestions,
            RETENTION,
            Clock.fixed(now.plus(RETENTION).plusSeconds(60), ZoneOffset.UTC));
  }

  @Test
  void onlyRecordsLongSinceInKafkaAreRemoved() throws IOException {
    // Given
    LandedBatch done = land("done", Optional.empty(), "1");
    LandedBatch reading = land("reading", Optional.empty(), "2");
    LandedBatch failed = land("failed", Optional.empty(), "3");
    LandedBatch unknown = land("unknown", Optional.empty(), "4");
    ingestions.put(of(done).done(IngestionFigures.NONE, Instant.now()));
    ingestions.put(of(reading));
    ingestions.put(of(failed).failed("why", Instant.now()));
    long before = landing.bytes();

    // When
    today.apply();
    boolean wasKept = landing.find(dataset, "done").isPresent();
    afterAMonth.apply();

    // Then
    assertThat(wasKept).isTrue();
    assertThat(done.folder()).doesNotExist();
    assertThat(landing.bytes()).isEqualTo(before - 1);
    for (LandedBatch kept : new LandedBatch[] {reading, failed, unknown}) {
      assertThat(landing.find(dataset, kept.name())).contains(kept);
    }
  }

  @Test
  void theLastPageOfAFeedIsKept() throws IOException {
    // Given
    for (int page = 1; page <= 3; page++) {
      LandedBatch landed = land("page-" + page, Optional.of(position(page)), page < 3 ? "x" : "");
      ingestions.put(of(landed).done(IngestionFigures.NONE, Instant.now()));
    }

    // When
    afterAMonth.apply();

    // Then
    assertThat(landing.find(dataset, "page-1")).isEmpty();
    assertThat(landing.find(dataset, "page-2")).isEmpty();
    assertThat(landing.lastPage(dataset).orElseThrow().manifest().position()).contains(position(3));
  }

  private LandedBatch land(String name, Optional<FeedPosition> position, String content)
      throws IOException {
    try (Arrival arrival = landing.open(".ndjson")) {
      arrival.out().write(content.getBytes(StandardCharsets.UTF_8));
      return landing.land(arrival, dataset, name, position);
    }
  }

  private static FeedPosition position(long sequence) {
    return new PagePosition(
        "https://x.example",
        sequence,
        "https://x.example",
        Optional.empty(),
        Optional.of("\"1\""),
        Optional.empty());
  }

  private Ingestion of(LandedBatch batch) {
    Request request =
        new Request(dataset, dataset, batch.source(), TextOptions.DEFINED, false, Instant.EPOCH);
    return Ingestion.queued(batch.ingestion(), request, Owner.start("test"));
  }
}
