package io.meanstream.persist.consumer;

import io.meanstream.persist.batch.Batch;
import io.meanstream.persist.record.Origin;
import io.meanstream.persist.store.Traces;
import io.meanstream.service.traces.TraceParent;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The spans of batches. Each links to the transactions of the ingestor whose first records it has,
 * and is stored for the run that will average its rows.
 */
public final class BatchTraces {

  private final Optional<Tracer> tracer;
  private final Traces traces;

  /**
   * @param tracer empty while traces are off
   */
  public BatchTraces(Optional<Tracer> tracer, Traces traces) {
    this.tracer = tracer;
    this.traces = traces;
    tracer.ifPresent(on -> traces.index());
  }

  /** Starts the span of a batch; one that is not recorded while traces are off. */
  Span start(Batch batch) {
    return tracer.map(on -> start(on, batch)).orElse(Span.getInvalid());
  }

  private static Span start(Tracer tracer, Batch batch) {
    SpanBuilder span =
        tracer
            .spanBuilder("batch")
            .setNoParent()
            .setSpanKind(SpanKind.CONSUMER)
            .setAttribute("topic", batch.partition().topic())
            .setAttribute("partition", batch.partition().partition())
            .setAttribute("from", batch.from())
            .setAttribute("to", batch.to())
            .setAttribute("records", batch.records().size());
    transactions(batch).map(TraceParent::parse).forEach(span::addLink);
    return span.startSpan();
  }

  private static Stream<String> transactions(Batch batch) {
    return batch.records().stream()
        .flatMap(record -> Origin.header(record, TraceParent.HEADER).stream());
  }

  /**
   * Ends the span of a batch that is in the store.
   *
   * @param changesDays whether a run has to average its rows
   */
  void stored(Span span, Batch batch, boolean changesDays) {
    span.end();
    if (changesDays) {
      TraceParent.of(span)
          .ifPresent(
              own -> {
                List<String> linked = Stream.concat(Stream.of(own), transactions(batch)).toList();
                traces.add(batch.partition().topic(), linked);
              });
    }
  }

  /** Ends the span of a batch that will be repeated. */
  void failed(Span span, Throwable failure) {
    span.setStatus(StatusCode.ERROR, String.valueOf(failure.getMessage()));
    span.end();
  }
}
