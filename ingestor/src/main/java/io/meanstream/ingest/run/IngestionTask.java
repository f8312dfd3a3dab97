package io.meanstream.ingest.run;

import io.meanstream.catalog.dataset.Dataset;
import io.meanstream.ingest.state.Checkpoint;
import io.meanstream.ingest.state.Ingestion;
import io.meanstream.source.Content;
import io.meanstream.source.RowReader;
import io.meanstream.source.SourceException;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.KafkaException;
import org.jboss.logging.Logger;

/**
 * Takes one ingestion from {@code queued} to its end: hashes and checks the source, then transfers
 * its rows. One worker thread begins, runs and ends the task; any thread may cancel it.
 */
final class IngestionTask {

  private static final Logger LOG = Logger.getLogger(IngestionTask.class);

  private final TransferContext context;
  private final Dataset dataset;
  private final CancellationToken token;
  private final CountDownLatch ended = new CountDownLatch(1);

  private Ingestion ingestion;
  private boolean begun;
  private volatile Set<String> ids;

  IngestionTask(TransferContext context, Dataset dataset, Ingestion ingestion) {
    this.context = context;
    this.dataset = dataset;
    this.ingestion = ingestion;
    this.ids = Set.of(ingestion.id());
    this.token = new CancellationToken(context.shutdown());
  }

  /** The ids of its own ingestion and, if different, of the one that it finishes. */
  Set<String> ids() {
    return ids;
  }

  /** Claims the task for the worker; returns false if it was cancelled while it was queued. */
  synchronized boolean begin() {
    begun = true;
    return ended.getCount() > 0;
  }

  /**
   * Runs the task. Any error becomes the state of the ingestion.
   *
   * @throws ShutdownException if the process shuts down first
   */
  void run() throws ShutdownException {
    context.shutdown().check();
    try {
      publish(ingestion.hashing(context.owner(), context.clock().instant()));
      provide();
      try {
        read();
      } finally {
        release();
      }
    } catch (CancellationException e) {
      LOG.infof("ingestion=%s was cancelled", ingestion.id());
      publish(ingestion.cancelled(context.clock().instant()));
    } catch (SourceException e) {
      fail(e.getMessage());
    } catch (IOException e) {
      fail(new SourceException(ingestion.source().name(), e.getMessage()).getMessage());
    } catch (KafkaException e) {
      LOG.errorf(e, "ingestion=%s was rejected by Kafka", ingestion.id());
      fail("Kafka rejected the ingestion: " + e.getMessage());
    }
  }

  /** Waits for a landed batch until its database can be used. */
  private void provide() throws IOException, ShutdownException {
    LandingRetry.run(
        "provide " + ingestion.source().name(),
        context.shutdown(),
        () -> {
          token.check();
          context.landing().provide(ingestion.source());
        });
  }

  /** The ingestion has ended by now. A file that stays is removed at the next start. */
  private void release() {
    try {
      context.landing().release(ingestion.source());
    } catch (IOException e) {
      LOG.warnf("ingestion=%s cannot remove its temporary file: %s", ingestion.id(), e);
    }
  }

  private void read() throws SourceException, ShutdownException {
    Content content = hash();
    publish(checked(ingestion.holding(content, unknownColumns(content))));
    new SourceTransfer(context, dataset, ingestion, token, this::finishes).run();
  }

  /** Releases the threads that wait for the end of the task. */
  void end() {
    ended.countDown();
  }

  /**
   * Cancels the task if it is still queued.
   *
   * @param publish publishes the cancellation; if it throws, the task stays queued
   * @return whether the task was cancelled this way
   */
  synchronized boolean cancelQueued(Runnable publish) {
    if (begun) {
      return false;
    }
    publish.run();
    end();
    return true;
  }

  /** Requests cancellation and waits for the task to end, up to the timeout. */
  void cancel(Duration timeout) {
    token.cancel();
    try {
      ended.await(timeout.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void finishes(String other) {
    String own = ingestion.id();
    ids = own.equals(other) ? Set.of(own) : Set.of(own, other);
  }

  /** Hashes the source, which must not have changed: some of its rows may be in Kafka. */
  private Content hash() throws SourceException, ShutdownException {
    Content found =
        Content.of(
            ingestion.source(),
            context.options(dataset, ingestion),
            token.watch(context.ingestions().startPass(ingestion.id(), 0)));
    if (ingestion.content().filter(was -> !was.hash().equals(found.hash())).isPresent()) {
      throw new SourceException(
          ingestion.source().name(),
          "changed since it was first read; its rows read so far are kept. "
              + "Ingest the file again to read its new content");
    }
    context.metrics().hashed(dataset.name(), found);
    return found;
  }

  private List<String> unknownColumns(Content content) throws SourceException {
    return RowReader.columnsOf(
            ingestion.source(), dataset, context.options(dataset, ingestion), content.header())
        .unknown();
  }

  private Ingestion checked(Ingestion hashed) throws SourceException, ShutdownException {
    Ingestion checked = hashed.request().replay() ? firstOrReplay(hashed) : hashed;
    if (!dataset.keyedByPosition()) {
      return checked;
    }
    catchUp();
    return new ChangedFileCheck(context, token).apply(checked);
  }

  /** A replay of a source that was never read counts as its first reading. */
  private Ingestion firstOrReplay(Ingestion replay) throws SourceException, ShutdownException {
    catchUp();
    Ingestion first = replay.firstReading();
    Optional<Checkpoint> begun = first.key().flatMap(context.log()::checkpoint);
    if (begun.isEmpty()) {
      return first;
    }
    refuseWhileFirstIsRead(begun.get());
    return replay;
  }

  private void refuseWhileFirstIsRead(Checkpoint begun) throws SourceException {
    Optional<Ingestion> reading =
        context.log().ingestion(begun.ingestion()).filter(it -> !it.state().isEnded());
    if (reading.isPresent()) {
      throw new SourceException(
          ingestion.source().name(),
          "is still being read for the first time, as %s on %s; replay it when that has ended"
              .formatted(begun.ingestion(), reading.get().owner().instance()));
    }
  }

  private void catchUp() throws ShutdownException {
    new KafkaRetry(context).run("read ingestions", context.log()::catchUp);
  }

  private void publish(Ingestion next) throws ShutdownException {
    ingestion =
        new KafkaRetry(context).get(next.state().id(), () -> context.states().publish(next));
  }

  private void fail(String error) throws ShutdownException {
    LOG.warnf("ingestion=%s failed: %s", ingestion.id(), error);
    publish(ingestion.failed(error, context.clock().instant()));
  }
}
