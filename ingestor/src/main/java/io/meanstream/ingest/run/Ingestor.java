package io.meanstream.ingest.run;

import io.meanstream.catalog.LiveCatalog;
import io.meanstream.catalog.dataset.Dataset;
import io.meanstream.ingest.DaemonThreads;
import io.meanstream.ingest.landing.LandedBatch;
import io.meanstream.ingest.landing.Landing;
import io.meanstream.ingest.state.Ingestion;
import io.meanstream.ingest.state.IngestionIds;
import io.meanstream.ingest.state.Request;
import io.meanstream.service.logs.LogFields;
import io.meanstream.source.SourceFile;
import io.meanstream.source.TextOptions;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.KafkaException;
import org.jboss.logging.Logger;

/** Queues the requested ingestions, and those that the last process left unfinished. */
@ApplicationScoped
public class Ingestor {

  private static final Logger LOG = Logger.getLogger(Ingestor.class);

  private final TransferContext context;
  private final Recovery recovery;
  private final LiveCatalog definitions;
  private final SourceQueues queues;
  private final CancelNotes cancelNotes;
  private final Landing landing;
  private final IngestionIds ids;
  private final Set<IngestionTask> tasks = ConcurrentHashMap.newKeySet();
  private final Thread starter = new Thread(this::recover, "ingestor-start");

  private final ScheduledExecutorService lateLandings =
      Executors.newSingleThreadScheduledExecutor(DaemonThreads.named("late-landings"));

  private volatile boolean ready;

  Ingestor(
      TransferContext context,
      Recovery recovery,
      LiveCatalog definitions,
      SourceQueues queues,
      CancelNotes cancelNotes,
      Landing landing,
      IngestionIds ids) {
    this.context = context;
    this.recovery = recovery;
    this.definitions = definitions;
    this.queues = queues;
    this.cancelNotes = cancelNotes;
    this.landing = landing;
    this.ids = ids;
  }

  void start(@Observes StartupEvent event) {
    starter.setDaemon(true);
    starter.start();
  }

  void stop(@Observes ShutdownEvent event) {
    context.shutdown().request();
    lateLandings.shutdownNow();
    queues.close();
  }

  /** Whether Kafka has responded and the unfinished ingestions are queued. */
  public boolean isReady() {
    return ready;
  }

  /**
   * Queues sources in the order in which they will be read; returns once Kafka has them. If Kafka
   * accepts only some, these are read.
   *
   * @param text the charset and delimiter of the request
   * @param replay whether to read sources again that were read before
   * @throws KafkaException if Kafka does not accept all of them
   */
  public List<Ingestion> submit(
      Dataset dataset, List<SourceFile> sources, TextOptions text, boolean replay) {
    List<Ingestion> queued = new ArrayList<>();
    for (SourceFile source : sources) {
      Request request =
          new Request(
              dataset.name(), dataset.topic(), source, text, replay, context.clock().instant());
      queued.add(queue(dataset, Ingestion.queued(ids.next(), request, context.owner())));
    }
    return queued;
  }

  /**
   * Queues a landed batch, unless it was before. Kafka need not take it at once: the batch is safe,
   * and whatever happens to this process, the next one queues it. If a page of an API or a push
   * with a key has bytes that were read before, they are replayed, since they may correct what came
   * between.
   *
   * @return its ingestion
   */
  public Ingestion submit(Dataset dataset, LandedBatch batch) {
    Request request =
        new Request(
            dataset.name(),
            dataset.topic(),
            batch.source(),
            TextOptions.DEFINED,
            batch.mayRevert(),
            batch.manifest().landedAt());
    Ingestion queued = Ingestion.queued(batch.ingestion(), request, context.owner());
    if (context.ingestions().add(queued)) {
      publishIfPossible(queued);
      enqueue(dataset, queued);
    }
    return context.ingestions().find(queued.id()).orElseThrow();
  }

  /** Whether an ingestion failed or was cancelled. */
  public boolean endedEarly(String ingestion) {
    return context
        .ingestions()
        .find(ingestion)
        .map(Ingestion::state)
        .filter(IngestionActions.ENDED_EARLY::contains)
        .isPresent();
  }

  private void publishIfPossible(Ingestion queued) {
    try {
      context.states().publish(queued);
    } catch (KafkaException e) {
      LOG.warnf("ingestion=%s has landed; Kafka does not know it yet: %s", queued.id(), e);
    }
  }

  /** Queues one ingestion; returns once Kafka has it. */
  Ingestion queue(Dataset dataset, Ingestion ingestion) {
    Ingestion queued = context.states().publish(ingestion);
    enqueue(dataset, queued);
    return queued;
  }

  private void recover() {
    try {
      LandingRetry.run("prepare landing", context.shutdown(), landing::prepare);
      List<Ingestion> unfinished = recovery.run();
      List<LandedBatch> unlisted = new ArrayList<>();
      LandingRetry.run(
          "find landed records", context.shutdown(), () -> unlisted.addAll(unlisted()));
      resume(unfinished, unlisted);
      ready = true;
      lateLandings.scheduleWithFixedDelay(this::submitLate, 1, 1, TimeUnit.SECONDS);
      LOG.infof("owner=%s is ready", context.owner());
    } catch (ShutdownException e) {
      LOG.debug("shut down before it was ready", e);
    } catch (IOException | RuntimeException | OutOfMemoryError e) {
      // whoever supervises the process sees this, and may start it again
      LOG.error("cannot continue the ingestions of the last process: the ingestor ends", e);
      Quarkus.asyncExit(1);
    }
  }

  /** In the order in which they were requested: Kafka may know a later one, and not one before. */
  private void resume(List<Ingestion> unfinished, List<LandedBatch> unlisted) {
    SortedMap<String, Runnable> byId = new TreeMap<>();
    unfinished.forEach(ingestion -> byId.put(ingestion.id(), () -> resume(ingestion)));
    unlisted.forEach(batch -> byId.put(batch.ingestion(), () -> submit(batch)));
    byId.values().forEach(Runnable::run);
  }

  private void resume(Ingestion unfinished) {
    LOG.infof("ingestion=%s source=%s is resumed", unfinished.id(), unfinished.source().name());
    Optional<Dataset> dataset = definitions.current().find(unfinished.dataset());
    if (dataset.isPresent()) {
      enqueue(dataset.get(), unfinished);
    } else {
      fail(unfinished, "dataset %s no longer exists".formatted(unfinished.dataset()));
    }
  }

  /** The landed batches that Kafka does not know. */
  private List<LandedBatch> unlisted() throws IOException {
    return landing.all().stream()
        .filter(batch -> !batch.isEmpty())
        .filter(batch -> context.log().ingestion(batch.ingestion()).isEmpty())
        .toList();
  }

  /** Whoever landed these batches was told that they may not have landed. */
  private void submitLate() {
    try {
      landing.late().stream().filter(batch -> !batch.isEmpty()).forEach(this::submit);
    } catch (IOException | RuntimeException e) {
      // asked again in a second; an exception would stop the timer
      LOG.error("cannot find out which records have landed", e);
    }
  }

  /** Queues a batch that landed before the last process ended, without Kafka knowing it. */
  private void submit(LandedBatch batch) {
    LOG.infof(
        "ingestion=%s dataset=%s batch=%s had landed",
        batch.ingestion(), batch.dataset(), batch.name());
    definitions
        .current()
        .find(batch.dataset())
        .ifPresentOrElse(
            dataset -> submit(dataset, batch),
            () ->
                LOG.warnf(
                    "dataset %s no longer exists; its records stay in batch %s",
                    batch.dataset(), batch.name()));
  }

  /** The queued and running tasks that work on an ingestion. */
  List<IngestionTask> tasks(String ingestion) {
    return tasks.stream().filter(task -> task.ids().contains(ingestion)).toList();
  }

  /** Forgets a task that was cancelled before its turn. */
  void remove(IngestionTask task) {
    tasks.remove(task);
  }

  private void enqueue(Dataset dataset, Ingestion ingestion) {
    IngestionTask task = new IngestionTask(context, dataset, ingestion);
    tasks.add(task);
    // the span of the request, if there is one
    Context asked = Context.current();
    queues.add(dataset.name(), () -> run(task, ingestion, asked));
  }

  private void run(IngestionTask task, Ingestion ingestion, Context asked) {
    LogFields fields =
        LogFields.put(
            Map.of(LogFields.INGESTION, ingestion.id(), LogFields.DATASET, ingestion.dataset()));
    Span span =
        context
            .tracer()
            .spanBuilder("ingestion")
            .setParent(asked)
            .setAttribute(LogFields.INGESTION, ingestion.id())
            .setAttribute(LogFields.DATASET, ingestion.dataset())
            .startSpan();
    Scope scope = span.makeCurrent();
    try {
      if (task.begin()) {
        runOrFail(task, ingestion);
        task.ids().forEach(cancelNotes::remove);
      }
    } catch (ShutdownException e) {
      LOG.debugf(e, "ingestion=%s is left to the next start", ingestion.id());
    } finally {
      tasks.remove(task);
      task.end();
      scope.close();
      span.end();
      fields.close();
    }
  }

  /** A bug must fail its ingestion, not stop the queue behind it. */
  private void runOrFail(IngestionTask task, Ingestion ingestion) throws ShutdownException {
    try {
      task.run();
    } catch (RuntimeException | OutOfMemoryError | StackOverflowError e) {
      LOG.errorf(e, "ingestion=%s", ingestion.id());
      fail(context.ingestions().find(ingestion.id()).orElse(ingestion), "internal error: " + e);
    }
  }

  private void fail(Ingestion ingestion, String why) {
    context.states().publish(ingestion.failed(why, context.clock().instant()));
  }
}
