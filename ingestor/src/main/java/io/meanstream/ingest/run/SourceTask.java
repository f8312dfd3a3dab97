package io.meanstream.ingest.run;

import io.meanstream.catalog.Dataset;
import io.meanstream.ingest.ChangedFiles;
import io.meanstream.ingest.state.Checkpoint;
import io.meanstream.ingest.state.Ingestion;
import io.meanstream.source.Content;
import io.meanstream.source.RowReader;
import io.meanstream.source.SourceException;
import io.meanstream.source.Warnings;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.KafkaException;
import org.jboss.logging.Logger;

/** Takes one ingestion from {@code queued} to its end: hash, check the header, transfer. */
final class SourceTask {

  private static final Logger LOG = Logger.getLogger(SourceTask.class);

  private final TransferContext context;
  private final Dataset dataset;
  private final Job job;
  private Ingestion ingestion;

  SourceTask(TransferContext context, Dataset dataset, Ingestion ingestion, Job job) {
    this.context = context;
    this.dataset = dataset;
    this.ingestion = ingestion;
    this.job = job;
  }

  /**
   * Works to the end; whatever goes wrong with the source is its ingestion's state.
   *
   * @throws StoppedException if the process ends first
   */
  void run() throws StoppedException {
    context.stop().check();
    try {
      publish(ingestion.hashing(context.owner(), context.clock().instant()));
      Content content = content();
      context.metrics().hashed(dataset.name(), content);
      List<String> unknown =
          RowReader.columnsOf(
                  ingestion.source(),
                  dataset,
                  context.options(dataset, ingestion),
                  content.header())
              .unknown();
      publish(checked(firstOrAgain(ingestion.holding(content, unknown))));
      new SourceTransfer(context, dataset, ingestion, job).run();
    } catch (CancelledException e) {
      LOG.infof("ingestion=%s is cancelled", ingestion.id());
      publish(ingestion.cancelled(context.clock().instant()));
    } catch (SourceException e) {
      fail(e.getMessage());
    } catch (KafkaException e) {
      LOG.errorf(e, "ingestion=%s is refused by Kafka", ingestion.id());
      fail("Kafka refuses: " + e.getMessage());
    }
  }

  /** What the source holds; always the same, as rows of it may be in Kafka. */
  private Content content() throws SourceException, StoppedException {
    Content found =
        Content.of(
            ingestion.source(),
            context.options(dataset, ingestion),
            job.watch(context.ingestions().begin(ingestion.id(), 0)));
    if (ingestion.content().filter(was -> !was.hash().equals(found.hash())).isPresent()) {
      throw new SourceException(
          ingestion.source().name(),
          "changed since it was first read; what was read of it stays, "
              + "and ingested anew it is read as it is now");
    }
    return found;
  }

  /** Says where rows are brought again that a key would have shown to be the same. */
  private Ingestion checked(Ingestion found) throws SourceException, StoppedException {
    if (!dataset.keyedByPosition()) {
      return found;
    }
    new Retry(context.stop()).run("read ingestions", context.log()::catchUp);
    Optional<String> warning =
        new ChangedFileCheck(context.log(), context.unpack()).warning(found, bytes -> job.check());
    if (warning.isEmpty()) {
      return found;
    }
    if (context.changedFiles() == ChangedFiles.REFUSE) {
      throw new SourceException(
          found.source().name(),
          warning.get() + "; refused, since meanstream.ingestor.changed-files is refuse");
    }
    LOG.warnf("ingestion=%s source=%s %s", found.id(), found.source().name(), warning.get());
    return found.warned(Warnings.NONE.and(warning.get()));
  }

  /** What was never read cannot be read again: then this is the reading that others will know. */
  private Ingestion firstOrAgain(Ingestion found) throws SourceException, StoppedException {
    if (!found.request().replay()) {
      return found;
    }
    new Retry(context.stop()).run("read ingestions", context.log()::catchUp);
    Ingestion first = found.firstReading();
    Optional<Checkpoint> begun = first.key().flatMap(context.log()::checkpoint);
    if (begun.isEmpty()) {
      return first;
    }
    refuseWhileFirstIsRead(begun.get());
    return found;
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

  private void publish(Ingestion next) throws StoppedException {
    ingestion =
        new Retry(context.stop()).get(next.state().id(), () -> context.states().publish(next));
  }

  private void fail(String why) throws StoppedException {
    LOG.warnf("ingestion=%s failed: %s", ingestion.id(), why);
    publish(ingestion.failed(why, context.clock().instant()));
  }
}
