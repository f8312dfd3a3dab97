package io.meanstream.ingest.run;

import io.meanstream.catalog.Dataset;
import io.meanstream.catalog.LiveCatalog;
import io.meanstream.ingest.state.Ingestion;
import io.meanstream.ingest.state.IngestionIds;
import io.meanstream.ingest.state.Request;
import io.meanstream.protocol.IngestionState;
import io.meanstream.source.TextOptions;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.KafkaException;

/**
 * Ends ingestions before their time, and begins them again. For worker threads; every method throws
 * a {@link KafkaException} if Kafka cannot be asked or cannot note it.
 */
@ApplicationScoped
public class Changes {

  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Set<IngestionState> ENDED_EARLY =
      Set.of(IngestionState.FAILED, IngestionState.CANCELLED);

  private final TransferContext context;
  private final Ingestor ingestor;
  private final Jobs jobs;
  private final CancelNotes cancelNotes;
  private final LiveCatalog definitions;
  private final IngestionIds ids;

  Changes(
      TransferContext context,
      Ingestor ingestor,
      Jobs jobs,
      CancelNotes cancelNotes,
      LiveCatalog definitions,
      IngestionIds ids) {
    this.context = context;
    this.ingestor = ingestor;
    this.jobs = jobs;
    this.cancelNotes = cancelNotes;
    this.definitions = definitions;
    this.ids = ids;
  }

  /** The ingestion of this id in its newest state, whichever ingestor has written it. */
  public Optional<Ingestion> find(String id) {
    if (jobs.of(id).isEmpty()) {
      context.log().catchUp();
      context.log().ingestion(id).ifPresent(context.ingestions()::put);
    }
    return context.ingestions().find(id);
  }

  /**
   * Ends an ingestion; returns once Kafka has noted it. Rows that were committed stay.
   *
   * @return the ingestion, which is not cancelled yet only where its reader is held up by Kafka;
   *     then it will be, by the next life of this ingestor if this one ends before
   * @throws RefusedException if it has ended, or another ingestor has it
   */
  public Ingestion cancel(Ingestion ingestion) throws RefusedException {
    List<Job> ours = jobs.of(ingestion.id());
    refuseEnded(ingestion);
    if (ours.isEmpty()) {
      throw new RefusedException(
          "%s is in the hands of the ingestor %s; ask that one to cancel it"
              .formatted(ingestion.id(), ingestion.owner().instance()));
    }
    ours.forEach(job -> cancel(ingestion, job));
    Ingestion end = context.ingestions().find(ingestion.id()).orElseThrow();
    if (end.state().isEnded() && end.state() != IngestionState.CANCELLED) {
      throw new RefusedException(
          "%s could not be cancelled any more: it is %s"
              .formatted(ingestion.id(), end.state().id()));
    }
    return end;
  }

  private void refuseEnded(Ingestion ingestion) throws RefusedException {
    if (ingestion.state().isEnded()) {
      throw new RefusedException(
          "%s has ended, it is %s; there is nothing to cancel"
              .formatted(ingestion.id(), ingestion.state().id()));
    }
  }

  private void cancel(Ingestion ingestion, Job job) {
    Runnable note = () -> context.states().publish(ingestion.cancelled(context.clock().instant()));
    if (job.endUnbegun(note)) {
      jobs.remove(job);
    } else {
      job.ingestions().forEach(cancelNotes::add);
      job.cancel(PATIENCE);
      job.ingestions().stream().filter(this::hasEnded).forEach(cancelNotes::remove);
    }
  }

  private boolean hasEnded(String id) {
    return context.ingestions().find(id).filter(it -> it.state().isEnded()).isPresent();
  }

  /**
   * Queues an ingestion again that has ended early; it will go on at its checkpoint.
   *
   * @throws RefusedException if it has not, or its dataset is gone
   */
  public synchronized Ingestion retry(String id) throws RefusedException {
    Ingestion now = find(id).orElseThrow();
    if (!ENDED_EARLY.contains(now.state())) {
      throw new RefusedException(
          "%s is %s; what has failed or was cancelled can be tried again"
              .formatted(id, now.state().id()));
    }
    Dataset dataset = datasetOf(now);
    return ingestor.queue(dataset, now.queuedAgain(context.owner()));
  }

  /**
   * Queues a source that was read to be read again, as a new ingestion.
   *
   * @param text how its text is to be read, where that shall be otherwise than before
   * @throws RefusedException if it was not read to its end, or its dataset is gone
   */
  public Ingestion replay(Ingestion read, TextOptions text) throws RefusedException {
    if (!read.state().isEnded() || ENDED_EARLY.contains(read.state())) {
      throw new RefusedException(
          "%s is %s; what was read to its end can be replayed, and what has ended early be retried"
              .formatted(read.id(), read.state().id()));
    }
    Dataset dataset = datasetOf(read);
    Request request =
        new Request(
            dataset.name(),
            dataset.topic(),
            read.source(),
            text.or(read.request().text()),
            true,
            context.clock().instant());
    Ingestion again = Ingestion.queued(ids.next(), request, context.owner());
    // so that it fails if the file holds something else now
    return ingestor.queue(
        dataset,
        read.content().map(was -> again.holding(was, read.unknownColumns())).orElse(again));
  }

  private Dataset datasetOf(Ingestion ingestion) throws RefusedException {
    return definitions
        .current()
        .find(ingestion.dataset())
        .orElseThrow(
            () -> new RefusedException("there is no dataset " + ingestion.dataset() + " any more"));
  }
}
