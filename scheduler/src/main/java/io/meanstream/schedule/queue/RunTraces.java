package io.meanstream.schedule.queue;

import com.mongodb.MongoException;
import io.meanstream.catalog.LiveCatalog;
import io.meanstream.catalog.dataset.Dataset;
import io.meanstream.protocol.RunState;
import io.meanstream.schedule.run.Run;
import io.meanstream.schedule.run.RunOutcome;
import io.meanstream.schedule.store.TraceStore;
import io.meanstream.schedule.store.TraceStore.TracedBatch;
import io.meanstream.service.traces.TraceParent;
import io.meanstream.service.traces.TracesConfig;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jboss.logging.Logger;

/**
 * The spans of runs. Each links to the batches whose rows it averages, and to the ingestor's
 * transactions that sent them. Not thread-safe.
 */
@ApplicationScoped
class RunTraces {

  private static final Logger LOG = Logger.getLogger(RunTraces.class);

  private record Traced(Span span, List<TracedBatch> batches) {}

  private final Tracer tracer;
  private final boolean on;
  private final TraceStore store;
  private final LiveCatalog catalog;
  private final Map<String, Traced> running = new HashMap<>();

  RunTraces(Tracer tracer, TracesConfig config, TraceStore store, LiveCatalog catalog) {
    this.tracer = tracer;
    this.on = config.areOn();
    this.store = store;
    this.catalog = catalog;
  }

  /** Starts the span of a run that is about to start. */
  void start(Run run) {
    if (!on) {
      return;
    }
    List<TracedBatch> batches =
        catalog.current().find(run.dataset()).map(this::batches).orElse(List.of());
    SpanBuilder span =
        tracer
            .spanBuilder("run")
            .setNoParent()
            .setAttribute("run", run.id())
            .setAttribute("dataset", run.dataset())
            .setAttribute("trigger", run.request().trigger().id());
    batches.stream()
        .flatMap(batch -> batch.spans().stream())
        .distinct()
        .map(TraceParent::parse)
        .forEach(span::addLink);
    running.put(run.id(), new Traced(span.startSpan(), batches));
  }

  private List<TracedBatch> batches(Dataset dataset) {
    try {
      return store.batches(dataset.topic());
    } catch (MongoException e) {
      LOG.debugf("a run has no links: %s", e.getMessage());
      return List.of();
    }
  }

  /** Ends the span of a run. If it failed, its retry links to the same batches. */
  void end(Run run, RunOutcome outcome) {
    Traced traced = running.remove(run.id());
    if (traced == null) {
      return;
    }
    traced.span().setAttribute("state", outcome.state().id());
    outcome.error().ifPresent(error -> traced.span().setStatus(StatusCode.ERROR, error));
    traced.span().end();
    if (outcome.state() == RunState.DONE) {
      forget(traced.batches());
    }
  }

  private void forget(List<TracedBatch> batches) {
    try {
      store.delete(batches);
    } catch (MongoException e) {
      LOG.debugf("the next run has old links: %s", e.getMessage());
    }
  }
}
