package io.meanstream.ingest.run;

import io.meanstream.catalog.LiveCatalog;
import io.meanstream.catalog.dataset.Dataset;
import io.meanstream.ingest.landing.Landing;
import io.meanstream.ingest.state.Ingestion;
import io.meanstream.ingest.state.IngestionIds;
import io.meanstream.ingest.state.Request;
import io.meanstream.protocol.IngestionState;
import io.meanstream.source.TextOptions;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.KafkaException;

/**
 * Cancels, retries and replays ingestions. Call from worker threads; every method throws a {@link
 * KafkaException} if Kafka is unreachable.
 */
@ApplicationScoped
public class IngestionActions {

  private static final Duration CANCEL_TIMEOUT = Duration.ofSeconds(20);
  static final Set<IngestionState> ENDED_EARLY =
      Set.of(IngestionState.FAILED, IngestionState.CANCELLED);

  private final TransferContext context;
  private final Ingestor ingestor;
  private final CancelNotes cancelNotes;
  private final LiveCatalog definitions;
  private final Landing landing;
  private final IngestionIds ids;

  IngestionActions(
      TransferContext context,
      Ingestor ingestor,
      CancelNotes cancelNotes,
      LiveCatalog definitions,
      Landing landing,
      IngestionIds ids) {
    this.context = context;
    this.ingestor = ingestor;
    this.cancelNotes = cancelNotes;
    this.definitions = definitions;
    this.landing = landing;
    this.ids = ids;
  }

  /** The newest state of the ingestion with this id, whichever ingestor wrote it. */
  public Optional<Ingestion> find(String id) {
    if (ingestor.tasks(id).isEmpty()) {
      context.log().catchUp();
      context.log().ingestion(id).ifPresent(context.ingestions()::put);
    }
    return context.ingestions().find(id);
  }

  /**
   * Cancels an ingestion; returns once Kafka has stored that. Committed rows stay.
   *
   * @return the ingestion. It is not cancelled yet only if its reader waits for Kafka; then this
   *     ingestor cancels it later, even after a restart
   * @throws IngestionStateException if it has ended, or another ingestor owns it
   */
  public Ingestion cancel(Ingestion ingestion) throws IngestionStateException {
    List<IngestionTask> tasks = ingestor.tasks(ingestion.id());
    refuseEnded(ingestion);
    if (tasks.isEmpty()) {
      throw new IngestionStateException(
          "%s belongs to ingestor %s; cancel it there"
              .formatted(ingestion.id(), ingestion.owner().instance()));
    }
    tasks.forEach(task -> cancel(ingestion, task));
    Ingestion end = context.ingestions().find(ingestion.id()).orElseThrow();
    if (end.state().isEnded() && end.state() != IngestionState.CANCELLED) {
      throw new IngestionStateException(
          "%s can no longer be cancelled: it is %s".formatted(ingestion.id(), end.state().id()));
    }
    return end;
  }

  private static void refuseEnded(Ingestion ingestion) throws IngestionStateException {
    if (ingestion.state().isEnded()) {
      throw new IngestionStateException(
          "%s cannot be cancelled: it has ended as %s"
              .formatted(ingestion.id(), ingestion.state().id()));
    }
  }

  private void cancel(Ingestion ingestion, IngestionTask task) {
    Ingestion cancelled = ingestion.cancelled(context.clock().instant());
    if (task.cancelQueued(() -> context.states().publish(cancelled))) {
      ingestor.remove(task);
    } else {
      task.ids().forEach(cancelNotes::add);
      task.cancel(CANCEL_TIMEOUT);
      task.ids().stream().filter(this::hasEnded).forEach(cancelNotes::remove);
    }
  }

  private boolean hasEnded(String id) {
    return context.ingestions().find(id).filter(it -> it.state().isEnded()).isPresent();
  }

  /**
   * Queues a failed or cancelled ingestion again; it resumes at its checkpoint.
   *
   * @throws IngestionStateException if it is neither, its dataset no longer exists, or it would
   *     overwrite newer rows
   */
  public synchronized Ingestion retry(String id) throws IngestionStateException {
    Ingestion now = find(id).orElseThrow();
    if (!ENDED_EARLY.contains(now.state())) {
      throw new IngestionStateException(
          "%s is %s; only failed and cancelled ingestions can be retried"
              .formatted(id, now.state().id()));
    }
    Dataset dataset = datasetOf(now);
    refuseOutdated(now);
    return ingestor.queue(dataset, now.queuedAgain(context.owner()));
  }

  /**
   * Queues a source to be read again, as a new ingestion.
   *
   * @param text the charset and delimiter to read it with, if they change
   * @throws IngestionStateException if it was not read completely, its dataset no longer exists, or
   *     it would overwrite newer rows
   */
  public Ingestion replay(Ingestion read, TextOptions text) throws IngestionStateException {
    if (!read.state().isEnded() || ENDED_EARLY.contains(read.state())) {
      throw new IngestionStateException(
          "%s is %s; only done and known ingestions can be replayed. "
              + "Failed and cancelled ones can be retried".formatted(read.id(), read.state().id()));
    }
    Dataset dataset = datasetOf(read);
    refuseOutdated(read);
    Request request =
        new Request(
            dataset.name(),
            dataset.topic(),
            read.source(),
            text.or(read.request().text()),
            true,
            context.clock().instant());
    Ingestion again = Ingestion.queued(ids.next(), request, context.owner());
    // with the old content, so that it fails if the file has changed
    return ingestor.queue(
        dataset,
        read.content().map(was -> again.holding(was, read.unknownColumns())).orElse(again));
  }

  private void refuseOutdated(Ingestion read) throws IngestionStateException {
    try {
      if (landing.isOutdated(read.dataset(), read.source())) {
        throw new IngestionStateException(
            ("%s is a page of a table, and later pages have newer versions of its rows. To read the"
                    + " whole table again, set source.postgres.epoch to a new text")
                .formatted(read.id()));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the pages of " + read.dataset(), e);
    }
  }

  private Dataset datasetOf(Ingestion ingestion) throws IngestionStateException {
    return definitions
        .current()
        .find(ingestion.dataset())
        .orElseThrow(
            () ->
                new IngestionStateException(
                    "dataset %s no longer exists".formatted(ingestion.dataset())));
  }
}
