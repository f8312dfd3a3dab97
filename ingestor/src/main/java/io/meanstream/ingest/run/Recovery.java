package io.meanstream.ingest.run;

import io.meanstream.catalog.LiveCatalog;
import io.meanstream.catalog.dataset.Dataset;
import io.meanstream.ingest.kafka.IngestionLog;
import io.meanstream.ingest.kafka.RowProducers;
import io.meanstream.ingest.kafka.Topics;
import io.meanstream.ingest.state.Ingestion;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.IsolationLevel;
import org.jboss.logging.Logger;

/**
 * Recovers from the last shutdown or crash once Kafka is reachable: creates the topics, aborts this
 * ingestor's open transactions, carries out accepted cancellations, and finds unfinished
 * ingestions.
 */
@ApplicationScoped
class Recovery {

  private static final Logger LOG = Logger.getLogger(Recovery.class);

  private final TransferContext context;
  private final CancelNotes cancelNotes;
  private final LiveCatalog definitions;
  private final Topics topics;
  private final RowProducers producers;
  private final Map<String, Object> kafka;
  private final Admin admin;

  Recovery(
      TransferContext context,
      CancelNotes cancelNotes,
      LiveCatalog definitions,
      Topics topics,
      RowProducers producers,
      @Identifier("default-kafka-broker") Map<String, Object> kafka,
      Admin admin) {
    this.context = context;
    this.cancelNotes = cancelNotes;
    this.definitions = definitions;
    this.topics = topics;
    this.producers = producers;
    this.kafka = kafka;
    this.admin = admin;
  }

  /**
   * Returns the unfinished ingestions of this instance, in the order in which they were requested.
   *
   * @throws ShutdownException if the process ends first
   */
  List<Ingestion> run() throws ShutdownException {
    KafkaRetry retry = new KafkaRetry(context);
    retry.run("create topics", this::createTopics);
    retry.run("abort transactions", this::abortTransactions);
    retry.run("read ingestions", context.log()::catchUp);
    context.log().checkpoints().forEach(context.ingestions()::put);
    context.log().ingestions().forEach(context.ingestions()::put);
    List<Ingestion> ours =
        context.log().ingestions().stream().filter(this::isOursToFinish).toList();
    retry.run("cancel", () -> ours.stream().filter(this::isCancelled).forEach(this::cancel));
    List<Ingestion> unfinished = ours.stream().filter(it -> !isCancelled(it)).toList();
    cancelNotes.clear();
    return unfinished;
  }

  private boolean isCancelled(Ingestion ingestion) {
    return cancelNotes.contains(ingestion.id());
  }

  private void cancel(Ingestion ingestion) {
    LOG.infof("ingestion=%s was cancelled, as requested before the restart", ingestion.id());
    context.states().publish(ingestion.cancelled(context.clock().instant()));
  }

  private void createTopics() {
    topics.ensureShared();
    definitions.current().all().stream().map(Dataset::topic).forEach(topics::ensureRows);
  }

  /** Reads uncommitted records: a committed reader would wait for these very transactions. */
  private void abortTransactions() {
    try (IngestionLog uncommitted =
        new IngestionLog(kafka, admin, IsolationLevel.READ_UNCOMMITTED)) {
      uncommitted.catchUp();
      for (Ingestion ingestion : uncommitted.ingestions()) {
        if (isOursToFinish(ingestion)) {
          ingestion.key().ifPresent(producers::abortTransaction);
        }
      }
    }
  }

  private boolean isOursToFinish(Ingestion ingestion) {
    return !ingestion.state().isEnded()
        && ingestion.owner().instance().equals(context.owner().instance());
  }
}
