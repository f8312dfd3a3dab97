package io.meanstream.ingest.run;

import io.meanstream.catalog.Dataset;
import io.meanstream.catalog.LiveCatalog;
import io.meanstream.ingest.state.Ingestion;
import io.meanstream.ingest.state.IngestionIds;
import io.meanstream.ingest.state.Request;
import io.meanstream.source.SourceFile;
import io.meanstream.source.TextOptions;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.KafkaException;
import org.jboss.logging.Logger;

/** Takes requests, and takes up what a former life of this ingestor has left unfinished. */
@ApplicationScoped
public class Ingestor {

  private static final Logger LOG = Logger.getLogger(Ingestor.class);

  private final TransferContext context;
  private final Recovery recovery;
  private final LiveCatalog definitions;
  private final SourceQueues queues;
  private final Jobs jobs;
  private final CancelNotes cancelNotes;
  private final IngestionIds ids;
  private final Thread starter = new Thread(this::recover, "ingestor-start");

  private volatile boolean ready;

  Ingestor(
      TransferContext context,
      Recovery recovery,
      LiveCatalog definitions,
      SourceQueues queues,
      Jobs jobs,
      CancelNotes cancelNotes,
      IngestionIds ids) {
    this.context = context;
    this.recovery = recovery;
    this.definitions = definitions;
    this.queues = queues;
    this.jobs = jobs;
    this.cancelNotes = cancelNotes;
    this.ids = ids;
  }

  void start(@Observes StartupEvent event) {
    starter.setDaemon(true);
    starter.start();
  }

  void stop(@Observes ShutdownEvent event) {
    context.stop().request();
    queues.close();
  }

  /** Whether Kafka was reached and the unfinished sources were taken up. */
  public boolean isReady() {
    return ready;
  }

  /**
   * Queues sources; returns once Kafka has noted them, in the order in which they will be read.
   *
   * @param text how they write their text
   * @param replay whether they are read even if they were before
   * @throws KafkaException if Kafka cannot note them
   */
  public List<Ingestion> submit(
      Dataset dataset, List<SourceFile> sources, TextOptions text, boolean replay) {
    List<Ingestion> queued = new ArrayList<>();
    for (SourceFile source : sources) {
      Request request =
          new Request(
              dataset.name(), dataset.topic(), source, text, replay, context.clock().instant());
      queued.add(context.states().publish(Ingestion.queued(ids.next(), request, context.owner())));
    }
    queued.forEach(ingestion -> enqueue(dataset, ingestion));
    return queued;
  }

  /** Queues one ingestion; returns once Kafka has noted it. */
  Ingestion queue(Dataset dataset, Ingestion ingestion) {
    Ingestion queued = context.states().publish(ingestion);
    enqueue(dataset, queued);
    return queued;
  }

  private void recover() {
    try {
      for (Ingestion unfinished : recovery.run()) {
        resume(unfinished);
      }
      ready = true;
      LOG.infof("owner=%s is ready", context.owner());
    } catch (StoppedException e) {
      LOG.debug("stopped before it was ready", e);
    }
  }

  private void resume(Ingestion unfinished) {
    LOG.infof("ingestion=%s source=%s is taken up", unfinished.id(), unfinished.source().name());
    Optional<Dataset> dataset = definitions.current().find(unfinished.dataset());
    if (dataset.isPresent()) {
      enqueue(dataset.get(), unfinished);
    } else {
      fail(unfinished, "there is no dataset " + unfinished.dataset() + " any more");
    }
  }

  private void enqueue(Dataset dataset, Ingestion ingestion) {
    Job job = new Job(ingestion.id(), context.stop());
    jobs.add(job);
    queues.add(dataset.name(), () -> work(dataset, ingestion, job));
  }

  private void work(Dataset dataset, Ingestion ingestion, Job job) throws StoppedException {
    if (!job.begin()) {
      return;
    }
    try {
      runToItsEnd(dataset, ingestion, job);
      job.ingestions().forEach(cancelNotes::remove);
    } finally {
      jobs.remove(job);
      job.end();
    }
  }

  /** A fault of the program must not end the queue behind it. */
  private void runToItsEnd(Dataset dataset, Ingestion ingestion, Job job) throws StoppedException {
    try {
      new SourceTask(context, dataset, ingestion, job).run();
    } catch (RuntimeException e) {
      LOG.errorf(e, "ingestion=%s", ingestion.id());
      fail(context.ingestions().find(ingestion.id()).orElse(ingestion), "internal error: " + e);
    }
  }

  private void fail(Ingestion ingestion, String why) {
    context.states().publish(ingestion.failed(why, context.clock().instant()));
  }
}
