package io.meanstream.ingest.run;

import io.meanstream.catalog.Dataset;
import io.meanstream.ingest.kafka.Chunk;
import io.meanstream.ingest.kafka.IngestionLog;
import io.meanstream.ingest.kafka.KafkaFaults;
import io.meanstream.ingest.kafka.RowProducer;
import io.meanstream.ingest.state.Checkpoint;
import io.meanstream.ingest.state.Ingestion;
import io.meanstream.ingest.state.SourceKey;
import io.meanstream.protocol.IngestionState;
import io.meanstream.source.Content;
import io.meanstream.source.RowReader;
import io.meanstream.source.SourceException;
import io.meanstream.source.Watch;
import io.meanstream.source.type.Row;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.apache.kafka.common.KafkaException;
import org.jboss.logging.Logger;

/**
 * Brings one source into Kafka, every row exactly once, whoever else tried and however often this
 * one has to start again.
 *
 * <p>The rows belong to the ingestion that the source's first checkpoint names: one that takes over
 * what another began finishes that one, and is itself known as it in the end.
 *
 * <p>A replay has a checkpoint of its own, but shares its writer with all replays of the source:
 * one ends those that were asked for earlier, and fails where one that was asked for later has
 * begun, so that the rows of the latest one are the last.
 */
final class SourceTransfer {

  private static final Logger LOG = Logger.getLogger(SourceTransfer.class);

  private final TransferContext context;
  private final Dataset dataset;
  private final SourceKey key;
  private final Job job;

  private Content content;
  private Ingestion asked;
  private boolean attempted;
  private boolean owned;
  private Optional<Checkpoint> seen = Optional.empty();

  /**
   * A transfer.
   *
   * @param asked what was asked for, with its content
   */
  SourceTransfer(TransferContext context, Dataset dataset, Ingestion asked, Job job) {
    this.context = context;
    this.job = job;
    this.key = asked.key().orElseThrow();
    this.dataset = dataset;
    this.asked = asked;
    this.content = asked.content().orElseThrow();
  }

  /**
   * Works until the source is read, or cannot be, or somebody else reads it, or nobody wants it.
   *
   * @throws CancelledException if it is cancelled before it has begun
   * @throws StoppedException if the process ends first
   * @throws KafkaException if Kafka refuses for good
   */
  void run() throws StoppedException {
    job.check();
    Backoff backoff = new Backoff();
    Optional<Checkpoint> before = seen;
    while (!goOn()) {
      if (!seen.equals(before)) {
        backoff = new Backoff();
        before = seen;
      }
      context.stop().pause(backoff.next());
    }
  }

  /** Works as far as Kafka lets it; whether that was to the end. */
  private boolean goOn() throws StoppedException {
    context.stop().check();
    try {
      if (!attempted || !isTakenOver()) {
        attempted = true;
        attempt();
      }
      return true;
    } catch (KafkaException e) {
      if (KafkaFaults.isInterrupt(e)) {
        throw new StoppedException();
      }
      if (KafkaFaults.isPermanent(e)) {
        throw e;
      }
      LOG.warnf(
          "ingestion=%s source=%s goes on at its checkpoint after: %s",
          asked.id(), asked.source().name(), e);
      return false;
    }
  }

  /** Whether somebody has become the owner since we last saw the checkpoint, or ended us. */
  private boolean isTakenOver() {
    Optional<Checkpoint> now = checkpoint();
    if (isReplaced()) {
      return true;
    }
    boolean taken =
        now.isPresent() && !now.equals(seen) && !now.get().owner().equals(context.owner());
    if (taken) {
      LOG.infof("ingestion=%s is taken over by %s", now.get().ingestion(), now.get().owner());
      context.log().ingestion(now.get().ingestion()).ifPresent(context.ingestions()::put);
      if (!now.get().ingestion().equals(asked.id())) {
        context.states().publish(asked.known(now.get().ingestion(), context.clock().instant()));
      }
    }
    return taken;
  }

  private void attempt() throws StoppedException {
    try (RowProducer producer = context.producers().open(dataset, key)) {
      seen = checkpoint();
      if (isReplaced()) {
        return;
      }
      if (seen.isPresent() && seen.get().done()) {
        finishKnown(seen.get());
        return;
      }
      Ingestion target = asked;
      try {
        refuseBesideLaterReplay();
        target = target();
        job.check();
        copy(producer, target, own(producer, target));
      } catch (CancelledException e) {
        cancel(producer, target);
      } catch (SourceException e) {
        fail(producer, target, e.getMessage());
      }
    }
  }

  /** Whether a replay that was asked for later has ended this one. */
  private boolean isReplaced() {
    if (!asked.request().replay()) {
      return false;
    }
    Optional<Ingestion> ended =
        context.log().ingestion(asked.id()).filter(it -> it.state().isEnded());
    ended.ifPresent(context.ingestions()::put);
    return ended.isPresent();
  }

  private void refuseBesideLaterReplay() throws SourceException {
    Optional<Ingestion> later =
        otherReplays()
            .filter(it -> it.id().compareTo(asked.id()) > 0)
            .filter(it -> it.state() == IngestionState.DONE || !it.state().isEnded())
            .findFirst();
    if (later.isPresent()) {
      throw new SourceException(asked.source().name(), replacedBy(later.get()));
    }
  }

  private Stream<Ingestion> earlierReplays() {
    return otherReplays()
        .filter(it -> it.id().compareTo(asked.id()) < 0)
        .filter(it -> !it.state().isEnded());
  }

  /** Other replays of the source that have begun; none of them can write any more. */
  private Stream<Ingestion> otherReplays() {
    IngestionLog log = context.log();
    return log.ingestions().stream()
        .filter(it -> it.key().filter(key::isReplayBeside).flatMap(log::checkpoint).isPresent());
  }

  private static String replacedBy(Ingestion later) {
    return "%s on %s was asked for later to replay it, and takes its place"
        .formatted(later.id(), later.owner().instance());
  }

  private Optional<Checkpoint> checkpoint() {
    IngestionLog log = context.log();
    log.catchUp();
    return log.checkpoint(key);
  }

  private void finishKnown(Checkpoint done) {
    Optional<Ingestion> ours =
        context.log().ingestion(asked.id()).filter(it -> done.ingestion().equals(it.id()));
    if (ours.filter(it -> it.state() == IngestionState.DONE).isPresent()) {
      context.ingestions().put(ours.get());
    } else if (done.ingestion().equals(asked.id())) {
      // somebody else has finished it, and this reader has said since that it would
      Ingestion end = asked.done(done.ambiguousTimes(), context.clock().instant());
      context.states().publish(end);
    } else {
      context.states().publish(asked.known(done.ingestion(), context.clock().instant()));
    }
  }

  /** The ingestion that the rows belong to; they are read as that one was asked for. */
  private Ingestion target() throws SourceException, StoppedException {
    Ingestion first =
        seen.filter(checkpoint -> !checkpoint.ingestion().equals(asked.id()))
            .flatMap(checkpoint -> context.log().ingestion(checkpoint.ingestion()))
            .orElse(asked);
    if (!first.request().text().equals(asked.request().text())) {
      content = Content.of(asked.source(), context.options(dataset, first), bytes -> job.check());
    }
    return first.holding(content, asked.unknownColumns()).reading(context.owner(), asked.source());
  }

  private Checkpoint own(RowProducer producer, Ingestion target) {
    Checkpoint behind = seen.orElse(Checkpoint.first(asked.id(), key, context.owner()));
    owned = true;
    job.finishes(target.id());
    asked = asked.reading(context.owner(), asked.source());
    List<Ingestion> states =
        Stream.concat(both(target, asked).stream(), earlierReplays().map(this::replaced)).toList();
    Checkpoint owned = producer.begin(target, behind).commitOwner(context.owner(), states);
    publish(owned, states);
    return owned;
  }

  private Ingestion replaced(Ingestion earlier) {
    LOG.warnf("ingestion=%s is replaced by ingestion=%s", earlier.id(), asked.id());
    SourceException why = new SourceException(earlier.source().name(), replacedBy(asked));
    return earlier.failed(why.getMessage(), context.clock().instant());
  }

  private void copy(RowProducer producer, Ingestion target, Checkpoint from)
      throws SourceException, StoppedException {
    try (RowReader rows =
        RowReader.open(asked.source(), dataset, context.options(dataset, target), content.hash())) {
      rows.skip(from.rows(), job.watch(context.ingestions().begin(target.id(), from.rows())));
      Watch<StoppedException> watch =
          job.watch(context.ingestions().begin(target.id(), from.rows()));
      Checkpoint at = from;
      while (!at.done()) {
        at = copyChunk(producer, rows, watch, target, at, from.ambiguousTimes());
      }
    } catch (IOException e) {
      throw new SourceException(asked.source().name(), "cannot be closed: " + e.getMessage());
    }
  }

  private Checkpoint copyChunk(
      RowProducer producer,
      RowReader rows,
      Watch<StoppedException> watch,
      Ingestion target,
      Checkpoint from,
      long ambiguousBefore)
      throws SourceException, StoppedException {
    Chunk chunk = producer.begin(target, from);
    boolean last = false;
    while (!last && !chunk.isFull(context.limits())) {
      watch.atRow(rows.bytesRead());
      Optional<Row> row = rows.next();
      row.ifPresent(read -> chunk.add(read, rows::tooLarge));
      last = row.isEmpty();
    }
    if (last) {
      rows.verify(content);
    }
    long ambiguous = ambiguousBefore + rows.ambiguousTimes();
    List<Ingestion> states = last ? ended(target, ambiguous) : List.of();
    Checkpoint to = chunk.commit(rows.bytesRead(), ambiguous, last, states);
    context.metrics().committed(from, to);
    publish(to, states);
    return to;
  }

  private List<Ingestion> ended(Ingestion target, long ambiguous) {
    Ingestion done = target.done(ambiguous, context.clock().instant());
    return target.id().equals(asked.id())
        ? List.of(done)
        : List.of(done, asked.known(done.id(), context.clock().instant()));
  }

  private void fail(RowProducer producer, Ingestion target, String why) {
    abandon(producer, both(target, asked), it -> it.failed(why, context.clock().instant()));
    LOG.warnf("ingestion=%s failed: %s", target.id(), why);
  }

  /** Another's reading that was not begun here goes on there. */
  private void cancel(RowProducer producer, Ingestion target) {
    List<Ingestion> ours = owned ? both(target, asked) : List.of(asked);
    abandon(producer, ours, it -> it.cancelled(context.clock().instant()));
    LOG.infof("ingestion=%s is cancelled", asked.id());
  }

  private void abandon(
      RowProducer producer, List<Ingestion> ingestions, UnaryOperator<Ingestion> end) {
    List<Ingestion> ended = ingestions.stream().map(end).toList();
    producer.abandon(ended);
    ended.forEach(context.ingestions()::put);
  }

  private void publish(Checkpoint checkpoint, List<Ingestion> states) {
    seen = Optional.of(checkpoint);
    context.ingestions().put(checkpoint);
    states.forEach(context.ingestions()::put);
  }

  private static List<Ingestion> both(Ingestion target, Ingestion asked) {
    return target.id().equals(asked.id()) ? List.of(target) : Stream.of(target, asked).toList();
  }
}
