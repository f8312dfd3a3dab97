package io.meanstream.ingest.run;

import io.meanstream.catalog.dataset.Dataset;
import io.meanstream.ingest.kafka.RowProducer;
import io.meanstream.ingest.state.Checkpoint;
import io.meanstream.ingest.state.Ingestion;
import io.meanstream.source.Content;
import io.meanstream.source.SourceException;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import org.apache.kafka.common.KafkaException;
import org.jboss.logging.Logger;

/**
 * Transfers one source to Kafka, every row exactly once, however many readers try and however often
 * this one restarts: claims the source, then copies its rows.
 *
 * <p>The rows belong to the ingestion named in the source's first checkpoint. A reader that takes
 * over from another one finishes that ingestion, and its own becomes {@code known} as it.
 */
final class SourceTransfer {

  private static final Logger LOG = Logger.getLogger(SourceTransfer.class);

  private final TransferContext context;
  private final Dataset dataset;
  private final Ingestion asked;
  private final CancellationToken token;
  private final Consumer<String> finishes;
  private final SourceOwnership ownership;

  /**
   * Creates a transfer.
   *
   * @param asked the requested ingestion, with its content
   * @param finishes receives the id of the ingestion that the rows belong to, once it is claimed
   */
  SourceTransfer(
      TransferContext context,
      Dataset dataset,
      Ingestion asked,
      CancellationToken token,
      Consumer<String> finishes) {
    this.context = context;
    this.dataset = dataset;
    this.asked = asked.reading(context.owner(), asked.source());
    this.token = token;
    this.finishes = finishes;
    this.ownership = new SourceOwnership(context, this.asked);
  }

  /**
   * Runs until the source is read, cannot be read, is read by another reader or is cancelled.
   *
   * @throws CancellationException if it was cancelled before it began
   * @throws ShutdownException if the process shuts down first
   * @throws KafkaException if Kafka's error is permanent
   */
  void run() throws ShutdownException {
    token.check();
    RetryBackoff backoff = new RetryBackoff();
    Optional<Checkpoint> before = ownership.seen();
    boolean ended = succeeds(this::attempt);
    while (!ended) {
      if (!ownership.seen().equals(before)) {
        backoff = new RetryBackoff();
        before = ownership.seen();
      }
      context.shutdown().pause(backoff.next());
      ended = succeeds(this::attemptUnlessTakenOver);
    }
  }

  private boolean succeeds(Attempt attempt) throws ShutdownException {
    context.shutdown().check();
    try {
      attempt.run();
      return true;
    } catch (KafkaException e) {
      KafkaRetry.rethrowUnlessRetriable(e);
      context.metrics().kafkaFailed();
      LOG.warnf(
          "ingestion=%s source=%s will resume at its checkpoint after: %s",
          asked.id(), asked.source().name(), e);
      return false;
    }
  }

  private void attemptUnlessTakenOver() throws ShutdownException {
    if (!ownership.isTakenOver()) {
      attempt();
    }
  }

  private void attempt() throws ShutdownException {
    try (RowProducer producer = context.producers().open(dataset, ownership.key())) {
      ownership.refresh();
      if (ownership.isReplaced() || ownership.isFinished()) {
        return;
      }
      Ingestion target = asked;
      try {
        ownership.refuseBesideLaterReplay();
        target = target();
        token.check();
        finishes.accept(target.id());
        Checkpoint start = ownership.claim(producer, target);
        new RowCopy(context, dataset, token, ownership, producer, target).run(start);
      } catch (CancellationException e) {
        ownership.cancel(producer, target);
      } catch (SourceException e) {
        ownership.fail(producer, target, e.getMessage());
      }
    }
  }

  /** The ingestion that the rows belong to; its request decides how the source is read. */
  private Ingestion target() throws SourceException, ShutdownException {
    Ingestion first = ownership.first();
    Content content =
        first.request().text().equals(asked.request().text())
            ? asked.content().orElseThrow()
            : Content.of(asked.source(), context.options(dataset, first), bytes -> token.check());
    return first.holding(content, asked.unknownColumns()).reading(context.owner(), asked.source());
  }

  @FunctionalInterface
  private interface Attempt {
    void run() throws ShutdownException;
  }
}
