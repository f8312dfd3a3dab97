package io.meanstream.ingest.run;

import io.meanstream.catalog.dataset.Dataset;
import io.meanstream.ingest.kafka.Chunk;
import io.meanstream.ingest.kafka.RowProducer;
import io.meanstream.ingest.state.Checkpoint;
import io.meanstream.ingest.state.Ingestion;
import io.meanstream.protocol.IngestionFigures;
import io.meanstream.protocol.IngestionFigures.Figure;
import io.meanstream.source.Content;
import io.meanstream.source.RowReader;
import io.meanstream.source.SourceException;
import io.meanstream.source.Watch;
import io.meanstream.source.type.Row;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Scope;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Copies the rows of a claimed source to Kafka, in one transaction per chunk. */
final class RowCopy {

  private final TransferContext context;
  private final Dataset dataset;
  private final CancellationToken token;
  private final SourceOwnership ownership;
  private final RowProducer producer;
  private final Ingestion target;
  private final Content content;

  /**
   * Creates a copy.
   *
   * @param target the ingestion that the rows belong to
   */
  RowCopy(
      TransferContext context,
      Dataset dataset,
      CancellationToken token,
      SourceOwnership ownership,
      RowProducer producer,
      Ingestion target) {
    this.context = context;
    this.dataset = dataset;
    this.token = token;
    this.ownership = ownership;
    this.producer = producer;
    this.target = target;
    this.content = target.content().orElseThrow();
  }

  /**
   * Copies all rows after a checkpoint.
   *
   * @throws SourceException if the source cannot be read or has changed
   */
  void run(Checkpoint from) throws SourceException, ShutdownException {
    try (RowReader rows =
        RowReader.open(
            target.source(), dataset, context.options(dataset, target), content.hash())) {
      rows.moveTo(from.position(), watch(from));
      Watch<ShutdownException> watch = watch(from);
      Checkpoint at = from;
      while (!at.done()) {
        at = copyChunk(rows, watch, at, from.figures());
      }
    } catch (IOException e) {
      throw new SourceException(target.source().name(), "cannot be closed: " + e.getMessage());
    }
  }

  private Watch<ShutdownException> watch(Checkpoint from) {
    return token.watch(context.ingestions().startPass(target.id(), from.rows()));
  }

  private Checkpoint copyChunk(
      RowReader rows, Watch<ShutdownException> watch, Checkpoint from, IngestionFigures before)
      throws SourceException, ShutdownException {
    Span span = context.tracer().spanBuilder("transaction").startSpan();
    Scope scope = span.makeCurrent();
    try {
      Checkpoint to = commitChunk(rows, watch, from, before);
      span.setAttribute("rows", to.rows() - from.rows());
      return to;
    } finally {
      scope.close();
      span.end();
    }
  }

  private Checkpoint commitChunk(
      RowReader rows, Watch<ShutdownException> watch, Checkpoint from, IngestionFigures before)
      throws SourceException, ShutdownException {
    long startedAt = System.nanoTime();
    Chunk chunk = producer.begin(target, from);
    boolean last = fill(chunk, rows, watch);
    if (last) {
      rows.verify(content);
    }
    IngestionFigures figures = before.plus(figures(rows));
    List<Ingestion> states = last ? ownership.done(target, figures) : List.of();
    Checkpoint to = chunk.commit(rows, figures, last, states);
    context.metrics().committed(from, to, Duration.ofNanos(System.nanoTime() - startedAt));
    ownership.committed(to, states);
    return to;
  }

  private static IngestionFigures figures(RowReader rows) {
    return new IngestionFigures(Map.of(Figure.AMBIGUOUS_TIMES, rows.ambiguousTimes()));
  }

  /** Adds rows until the chunk is full; returns whether the source has no more. */
  private boolean fill(Chunk chunk, RowReader rows, Watch<ShutdownException> watch)
      throws SourceException, ShutdownException {
    while (!chunk.isFull(context.limits())) {
      watch.atRow(rows.bytesRead());
      Optional<Row> row = rows.next();
      if (row.isEmpty()) {
        return true;
      }
      chunk.add(row.get(), rows::tooLarge);
    }
    return false;
  }
}
