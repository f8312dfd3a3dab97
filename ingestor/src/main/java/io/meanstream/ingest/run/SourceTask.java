package io.meanstream.ingest.run;

import io.meanstream.catalog.Dataset;
import io.meanstream.ingest.source.Content;
import io.meanstream.ingest.source.RowReader;
import io.meanstream.ingest.source.SourceException;
import io.meanstream.ingest.state.Ingestion;
import java.util.List;
import org.apache.kafka.common.KafkaException;
import org.jboss.logging.Logger;

/** Takes one ingestion from {@code queued} to its end: hash, check the header, transfer. */
final class SourceTask {

  private static final Logger LOG = Logger.getLogger(SourceTask.class);

  private final TransferContext context;
  private final Dataset dataset;
  private Ingestion ingestion;

  SourceTask(TransferContext context, Dataset dataset, Ingestion ingestion) {
    this.context = context;
    this.dataset = dataset;
    this.ingestion = ingestion;
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
      Content content = Content.of(ingestion.source(), context.options(dataset, ingestion));
      context.metrics().hashed(dataset.name(), content);
      List<String> unknown =
          RowReader.columnsOf(ingestion.source(), dataset, content.header()).unknown();
      publish(ingestion.holding(content, unknown));
      new SourceTransfer(context, dataset, ingestion).run();
    } catch (SourceException e) {
      fail(e.getMessage());
    } catch (KafkaException e) {
      LOG.errorf(e, "ingestion=%s is refused by Kafka", ingestion.id());
      fail("Kafka refuses: " + e.getMessage());
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
