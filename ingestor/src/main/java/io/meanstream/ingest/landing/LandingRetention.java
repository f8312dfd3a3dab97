package io.meanstream.ingest.landing;

import io.meanstream.ingest.DaemonThreads;
import io.meanstream.ingest.IngestorConfig;
import io.meanstream.ingest.state.Ingestion;
import io.meanstream.ingest.state.Ingestions;
import io.meanstream.protocol.IngestionState;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * Removes landed batches that are old and whose records are in Kafka. Unfinished batches stay, and
 * so does the last page of each feed, which has the feed's position.
 */
@ApplicationScoped
public class LandingRetention {

  private static final Logger LOG = Logger.getLogger(LandingRetention.class);
  private static final Set<IngestionState> IN_KAFKA =
      Set.of(IngestionState.DONE, IngestionState.KNOWN);

  private final Landing landing;
  private final Ingestions ingestions;
  private final Duration retention;
  private final Clock clock;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(DaemonThreads.named("landing-retention"));

  @Inject
  LandingRetention(Landing landing, Ingestions ingestions, IngestorConfig config, Clock clock) {
    this(landing, ingestions, config.ingestor().landingRetention(), clock);
  }

  LandingRetention(Landing landing, Ingestions ingestions, Duration retention, Clock clock) {
    this.landing = landing;
    this.ingestions = ingestions;
    this.retention = retention;
    this.clock = clock;
  }

  void start(@Observes StartupEvent event) {
    timer.scheduleWithFixedDelay(this::applyOrLog, 10, 3600, TimeUnit.SECONDS);
  }

  void stop(@Observes ShutdownEvent event) {
    timer.shutdownNow();
  }

  private void applyOrLog() {
    try {
      apply();
    } catch (IOException | RuntimeException e) {
      // retried in an hour; meanwhile the limit on the landing folder's size holds
      LOG.error("cannot remove old landed records", e);
    }
  }

  /** Removes batches that are old now. */
  void apply() throws IOException {
    Instant oldest = clock.instant().minus(retention);
    List<LandedBatch> all = landing.all();
    Map<String, String> lastPages = new HashMap<>();
    all.stream()
        .filter(batch -> batch.manifest().position().isPresent())
        .forEach(
            page ->
                lastPages.merge(page.dataset(), page.name(), (a, b) -> a.compareTo(b) > 0 ? a : b));
    Set<Path> inUse = filesInUse();
    for (LandedBatch batch : all) {
      boolean isOld = batch.manifest().landedAt().isBefore(oldest);
      boolean isLast = batch.name().equals(lastPages.get(batch.dataset()));
      if (isOld && !isLast && isInKafka(batch) && !inUse.contains(batch.source().file())) {
        remove(batch);
      }
    }
  }

  private Set<Path> filesInUse() {
    return ingestions.all().stream()
        .filter(ingestion -> !ingestion.state().isEnded())
        .map(ingestion -> ingestion.source().file())
        .collect(Collectors.toSet());
  }

  private boolean isInKafka(LandedBatch batch) {
    return batch.isEmpty()
        || ingestions
            .find(batch.ingestion())
            .map(Ingestion::state)
            .filter(IN_KAFKA::contains)
            .isPresent();
  }

  private void remove(LandedBatch batch) throws IOException {
    landing.remove(batch);
    LOG.infof("ingestion=%s its landed records were removed", batch.ingestion());
  }
}
