package io.meanstream.service.traces;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The context of a span as text, in W3C's format. */
public final class TraceParent {

  /** The record header that has it. */
  public static final String HEADER = "traceparent";

  private static final W3CTraceContextPropagator W3C = W3CTraceContextPropagator.getInstance();

  private TraceParent() {}

  /** The context of the current span; empty if there is none, as when traces are off. */
  public static Optional<String> current() {
    return of(Span.current());
  }

  /** The context of a span; empty if the span is not recorded. */
  public static Optional<String> of(Span span) {
    Map<String, String> headers = new HashMap<>();
    W3C.inject(Context.root().with(span), headers, Map::put);
    return Optional.ofNullable(headers.get(HEADER));
  }

  /** Parses a context; returns an invalid one if the text is malformed. */
  public static SpanContext parse(String text) {
    return Span.fromContext(W3C.extract(Context.root(), text, new Getter())).getSpanContext();
  }

  private static final class Getter implements TextMapGetter<String> {
    @Override
    public Iterable<String> keys(String text) {
      return List.of(HEADER);
    }

    @Override
    public String get(String text, String key) {
      return key.equals(HEADER) ? text : null;
    }
  }
}
