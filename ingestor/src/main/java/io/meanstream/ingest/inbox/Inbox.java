package io.meanstream.ingest.inbox;

import io.meanstream.catalog.LiveCatalog;
import io.meanstream.catalog.dataset.Dataset;
import io.meanstream.ingest.DaemonThreads;
import io.meanstream.ingest.IngestorConfig;
import io.meanstream.ingest.run.Ingestor;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.kafka.common.KafkaException;
import org.jboss.logging.Logger;

/**
 * Watches a folder for each dataset, if configured, and ingests the files in it. Polls, because
 * mounted and remote folders send no notifications.
 */
@ApplicationScoped
class Inbox {

  private static final Logger LOG = Logger.getLogger(Inbox.class);
  private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);

  private final Optional<Path> root;
  private final Duration quiet;
  private final LiveCatalog definitions;
  private final Ingestor ingestor;
  private final InboxIngestions ingestions;
  private final Map<String, DatasetInbox> folders = new HashMap<>();
  private final Map<Path, String> warnings = new HashMap<>();
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(DaemonThreads.named("inbox"));

  Inbox(
      IngestorConfig config,
      LiveCatalog definitions,
      Ingestor ingestor,
      InboxIngestions ingestions) {
    this.root = config.ingestor().inbox();
    this.quiet = config.ingestor().inboxQuiet();
    this.definitions = definitions;
    this.ingestor = ingestor;
    this.ingestions = ingestions;
  }

  void start(@Observes StartupEvent event) {
    long interval = Math.min(LOOK_AGAIN.toMillis(), quiet.toMillis());
    root.ifPresent(
        folder ->
            thread.scheduleWithFixedDelay(
                () -> lookSafely(folder), 0, interval, TimeUnit.MILLISECONDS));
  }

  void stop(@Observes ShutdownEvent event) throws IOException {
    thread.shutdownNow();
    for (DatasetInbox folder : folders.values()) {
      folder.close();
    }
  }

  private void lookSafely(Path folder) {
    try {
      if (ingestor.isReady()) {
        look(folder);
      }
    } catch (IOException e) {
      warn(folder, "cannot be read: " + e);
    } catch (RuntimeException e) {
      LOG.errorf(e, "inbox=%s: this check failed", folder);
    }
  }

  private void look(Path folder) throws IOException {
    try (Stream<Path> inner = Files.list(folder)) {
      for (Path each : inner.toList()) {
        if (Files.isDirectory(each, LinkOption.NOFOLLOW_LINKS)) {
          look(String.valueOf(each.getFileName()), each);
        }
      }
    }
    warnings.remove(folder);
  }

  private void look(String name, Path folder) {
    Optional<Dataset> dataset = definitions.current().find(name);
    if (dataset.isEmpty()) {
      warn(folder, "is not watched: there is no dataset " + name);
      return;
    }
    try {
      Optional<DatasetInbox> inbox = inbox(name, folder);
      if (inbox.isPresent()) {
        inbox.get().look(dataset.get(), ingestions, System.nanoTime());
        warnings.remove(folder);
      } else {
        warn(folder, "is watched by another ingestor");
      }
    } catch (IOException e) {
      warn(folder, "is not watched until its files can be moved: " + e);
    } catch (KafkaException e) {
      // they will still be there at the next check
      warn(folder, "waits: Kafka accepts no ingestion: " + e.getMessage());
    }
  }

  private Optional<DatasetInbox> inbox(String name, Path folder) throws IOException {
    DatasetInbox known = folders.get(name);
    if (known != null && known.isThere()) {
      return Optional.of(known);
    }
    if (known != null) {
      known.close();
      folders.remove(name);
    }
    Optional<DatasetInbox> opened = DatasetInbox.open(folder, quiet);
    opened.ifPresent(it -> folders.put(name, it));
    return opened;
  }

  /** Logs a warning unless it was the last one about this folder. */
  private void warn(Path folder, String problem) {
    if (!problem.equals(warnings.put(folder, problem))) {
      LOG.warnf("inbox=%s %s", folder, problem);
    }
  }
}
