package io.meanstream.ingest.run;

import io.meanstream.ingest.kafka.IngestionLog;
import io.meanstream.ingest.kafka.RowProducer;
import io.meanstream.ingest.state.Checkpoint;
import io.meanstream.ingest.state.Ingestion;
import io.meanstream.ingest.state.SourceKey;
import io.meanstream.protocol.IngestionFigures;
import io.meanstream.protocol.IngestionState;
import io.meanstream.source.SourceException;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * Decides from the log who may read a source, and records who reads it and how that ended.
 *
 * <p>A replay has its own checkpoint, but shares its transactional id with all replays of the
 * source. It ends replays that were requested earlier, and fails if a later one has begun, so that
 * the latest replay's rows come last.
 */
final class SourceOwnership {

  private static final Logger LOG = Logger.getLogger(SourceOwnership.class);

  private final TransferContext context;
  private final Ingestion asked;
  private final SourceKey key;

  private Optional<Checkpoint> seen = Optional.empty();
  private boolean claimed;

  /**
   * Creates the ownership of a source.
   *
   * @param asked the requested ingestion, as this owner reads it
   */
  SourceOwnership(TransferContext context, Ingestion asked) {
    this.context = context;
    this.asked = asked;
    this.key = asked.key().orElseThrow();
  }

  SourceKey key() {
    return key;
  }

  /** The newest checkpoint that this reader has read or written. */
  Optional<Checkpoint> seen() {
    return seen;
  }

  /** Reads the newest checkpoint from the log. */
  void refresh() {
    seen = checkpoint();
  }

  /** Whether another owner wrote a checkpoint since the last one seen, or ended this replay. */
  boolean isTakenOver() {
    Optional<Checkpoint> now = checkpoint();
    if (isReplaced()) {
      return true;
    }
    boolean taken =
        now.isPresent() && !now.equals(seen) && !now.get().owner().equals(context.owner());
    if (taken) {
      leaveTo(now.get());
    }
    return taken;
  }

  private void leaveTo(Checkpoint other) {
    LOG.infof("ingestion=%s was taken over by %s", other.ingestion(), other.owner());
    context.log().ingestion(other.ingestion()).ifPresent(context.ingestions()::put);
    if (!other.ingestion().equals(asked.id())) {
      context.states().publish(asked.known(other.ingestion(), context.clock().instant()));
    }
  }

  /** Whether a replay requested later has ended this one. */
  boolean isReplaced() {
    if (!asked.request().replay()) {
      return false;
    }
    Optional<Ingestion> ended =
        context.log().ingestion(asked.id()).filter(it -> it.state().isEnded());
    ended.ifPresent(context.ingestions()::put);
    return ended.isPresent();
  }

  /** Whether all rows are already in Kafka; if so, publishes how the ingestion ended. */
  boolean isFinished() {
    Optional<Checkpoint> done = seen.filter(Checkpoint::done);
    done.ifPresent(this::publishFinished);
    return done.isPresent();
  }

  private void publishFinished(Checkpoint done) {
    Optional<Ingestion> ours =
        context.log().ingestion(asked.id()).filter(it -> done.ingestion().equals(it.id()));
    if (ours.filter(it -> it.state() == IngestionState.DONE).isPresent()) {
      context.ingestions().put(ours.get());
    } else if (done.ingestion().equals(asked.id())) {
      // another reader has finished it, and this one has published an earlier state since
      context.states().publish(asked.done(done.figures(), context.clock().instant()));
    } else {
      context.states().publish(asked.known(done.ingestion(), context.clock().instant()));
    }
  }

  /**
   * Fails a replay that came too late.
   *
   * @throws SourceException if a replay of the source requested later has begun
   */
  void refuseBesideLaterReplay() throws SourceException {
    Optional<Ingestion> later =
        otherReplays()
            .filter(it -> it.id().compareTo(asked.id()) > 0)
            .filter(it -> it.state() == IngestionState.DONE || !it.state().isEnded())
            .findFirst();
    if (later.isPresent()) {
      throw new SourceException(asked.source().name(), replacedBy(later.get()));
    }
  }

  /** The ingestion that the source's rows belong to: the first one that claimed it. */
  Ingestion first() {
    return seen.filter(checkpoint -> !checkpoint.ingestion().equals(asked.id()))
        .flatMap(checkpoint -> context.log().ingestion(checkpoint.ingestion()))
        .orElse(asked);
  }

  /** Becomes the owner; returns the checkpoint to resume at. */
  Checkpoint claim(RowProducer producer, Ingestion target) {
    Checkpoint behind = seen.orElse(Checkpoint.first(asked.id(), key, context.owner()));
    claimed = true;
    List<Ingestion> states =
        Stream.concat(with(target).stream(), earlierReplays().map(this::replaced)).toList();
    Checkpoint owned = producer.begin(target, behind).commitOwner(context.owner(), states);
    committed(owned, states);
    return owned;
  }

  /** Records what a transaction has committed. */
  void committed(Checkpoint checkpoint, List<Ingestion> states) {
    seen = Optional.of(checkpoint);
    context.ingestions().put(checkpoint);
    states.forEach(context.ingestions()::put);
  }

  /** The states to commit with the last rows. */
  List<Ingestion> done(Ingestion target, IngestionFigures figures) {
    Ingestion done = target.done(figures, context.clock().instant());
    return target.id().equals(asked.id())
        ? List.of(done)
        : List.of(done, asked.known(done.id(), context.clock().instant()));
  }

  void fail(RowProducer producer, Ingestion target, String error) {
    abandon(producer, with(target), it -> it.failed(error, context.clock().instant()));
    LOG.warnf("ingestion=%s failed: %s", target.id(), error);
  }

  /** Cancels what this reader has claimed; another reader's ingestion continues. */
  void cancel(RowProducer producer, Ingestion target) {
    List<Ingestion> ours = claimed ? with(target) : List.of(asked);
    abandon(producer, ours, it -> it.cancelled(context.clock().instant()));
    LOG.infof("ingestion=%s was cancelled", asked.id());
  }

  private void abandon(
      RowProducer producer, List<Ingestion> ingestions, UnaryOperator<Ingestion> end) {
    List<Ingestion> ended = ingestions.stream().map(end).toList();
    producer.abandon(ended);
    ended.forEach(context.ingestions()::put);
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

  private Ingestion replaced(Ingestion earlier) {
    LOG.warnf("ingestion=%s was replaced by ingestion=%s", earlier.id(), asked.id());
    SourceException why = new SourceException(earlier.source().name(), replacedBy(asked));
    return earlier.failed(why.getMessage(), context.clock().instant());
  }

  private static String replacedBy(Ingestion later) {
    return "replaced by the later replay %s on %s".formatted(later.id(), later.owner().instance());
  }

  private Optional<Checkpoint> checkpoint() {
    context.log().catchUp();
    return context.log().checkpoint(key);
  }

  private List<Ingestion> with(Ingestion target) {
    return target.id().equals(asked.id()) ? List.of(target) : List.of(target, asked);
  }
}
