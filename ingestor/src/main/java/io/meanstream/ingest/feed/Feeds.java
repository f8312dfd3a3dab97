package io.meanstream.ingest.feed;

import io.meanstream.catalog.LiveCatalog;
import io.meanstream.catalog.dataset.Dataset;
import io.meanstream.ingest.DaemonThreads;
import io.meanstream.ingest.IngestorConfig;
import io.meanstream.ingest.landing.Landing;
import io.meanstream.ingest.run.Ingestor;
import io.meanstream.ingest.run.ShutdownSignal;
import io.meanstream.ingest.state.IngestionIds;
import io.meanstream.ingest.state.StateFolder;
import io.meanstream.source.http.AllowedOrigins;
import io.meanstream.source.http.HttpFetcher;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Fetches the feeds of the definitions: the configured ones on their schedule, all of them on
 * request. Thread-safe; blocks.
 */
@ApplicationScoped
public class Feeds {

  private static final Logger LOG = Logger.getLogger(Feeds.class);
  private static final Duration IDLE = Duration.ofSeconds(30);

  private final FeedContext context;
  private final LiveCatalog definitions;
  private final IngestionIds ids;
  private final Path state;
  private final List<String> scheduled;
  private final Map<String, RunningFeed> feeds = new ConcurrentHashMap<>();
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(DaemonThreads.named("feeds"));
  private final ExecutorService threads =
      Executors.newCachedThreadPool(DaemonThreads.named("fetch"));

  Feeds(
      IngestorConfig config,
      LiveCatalog definitions,
      Landing landing,
      Ingestor ingestor,
      FeedMetrics metrics,
      ShutdownSignal shutdown,
      StateFolder state,
      IngestionIds ids,
      Clock clock) {
    AllowedOrigins origins =
        AllowedOrigins.alsoOf(config.ingestor().feedOrigins().orElse(List.of()));
    HttpFetcher http = new HttpFetcher(origins, IDLE);
    this.context =
        new FeedContext(
            http,
            landing,
            ingestor,
            metrics,
            shutdown,
            config.ingestor().landingRetention(),
            clock);
    this.definitions = definitions;
    this.ids = ids;
    this.state = state.of("feeds");
    this.scheduled = config.ingestor().feeds().orElse(List.of());
  }

  void start(@Observes StartupEvent event) {
    timer.scheduleWithFixedDelay(this::fetchDue, 0, 1, TimeUnit.SECONDS);
  }

  void stop(@Observes ShutdownEvent event) {
    timer.shutdownNow();
    threads.shutdownNow();
  }

  private void fetchDue() {
    try {
      if (!context.ingestor().isReady()) {
        return;
      }
      for (Dataset dataset : withFeed()) {
        RunningFeed feed = feed(dataset);
        if (scheduled.contains(dataset.name()) && feed.isDue(dataset)) {
          fetch(dataset);
        }
      }
    } catch (RuntimeException e) {
      // the next check may succeed; an exception would stop the timer
      LOG.error("cannot check which feeds are due", e);
    }
  }

  /** Starts a fetch of a dataset with a feed; if one is in progress, returns that one. */
  public FetchReport fetch(Dataset dataset) {
    return feed(dataset).start(dataset, ids.next(), threads);
  }

  /** All feeds, by the names of their datasets. */
  public List<FeedStatus> all() {
    return withFeed().stream().map(this::status).toList();
  }

  /** The feed of a dataset, if it has one. */
  public Optional<FeedStatus> find(String dataset) {
    return definitions
        .current()
        .find(dataset)
        .filter(it -> it.source().feed().isPresent())
        .map(this::status);
  }

  private FeedStatus status(Dataset dataset) {
    return feed(dataset).status(dataset, scheduled.contains(dataset.name()));
  }

  private List<Dataset> withFeed() {
    return definitions.current().all().stream()
        .filter(dataset -> dataset.source().feed().isPresent())
        .toList();
  }

  private RunningFeed feed(Dataset dataset) {
    return feeds.computeIfAbsent(
        dataset.name(),
        name ->
            new RunningFeed(
                dataset, context, new Pace(state.resolve(name + ".not-before"), context.clock())));
  }
}
