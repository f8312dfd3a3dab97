package io.meanstream.stats.pipeline;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.meanstream.catalog.dataset.Dataset;
import io.meanstream.stats.StatsConfig;
import io.meanstream.stats.datasets.DatasetLookup;
import io.meanstream.stats.ingestions.IngestionService;
import io.meanstream.stats.runs.RunRepository;
import io.meanstream.stats.runs.ScheduleRepository;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Follows the state of the pipeline. Reads it from the store at an interval, once for all clients,
 * and only while there are any.
 */
@ApplicationScoped
class PipelineEvents {

  private static final Logger LOG = Logger.getLogger(PipelineEvents.class);
  private static final int NEWEST = 20;
  private static final String UNAVAILABLE =
      new ServerSentEvent("unavailable", "the store is not available; trying again").text();

  private final DatasetLookup datasets;
  private final IngestionService ingestions;
  private final RunRepository runs;
  private final ScheduleRepository schedules;
  private final ObjectMapper json;
  private final Duration timeout;
  private final Multi<String> events;

  PipelineEvents(
      DatasetLookup datasets,
      IngestionService ingestions,
      RunRepository runs,
      ScheduleRepository schedules,
      ObjectMapper json,
      StatsConfig config) {
    this.datasets = datasets;
    this.ingestions = ingestions;
    this.runs = runs;
    this.schedules = schedules;
    this.json = json;
    this.timeout = config.readyTimeout();
    this.events =
        Multi.createFrom()
            .ticks()
            .every(config.eventsInterval())
            .onOverflow()
            .drop()
            .onItem()
            .transformToUniAndConcatenate(tick -> event())
            .broadcast()
            .withCancellationAfterLastSubscriberDeparture()
            .toAllSubscribers();
  }

  /**
   * An event with the current state, and one whenever it has changed, as text of the event stream
   * format. Slow clients miss states, but never the last one.
   */
  Multi<String> all() {
    return events.skip().repetitions().onOverflow().dropPreviousItems();
  }

  private Uni<String> event() {
    return state()
        .ifNoItem()
        .after(timeout)
        .fail()
        .map(state -> new ServerSentEvent("pipeline", write(state)).text())
        .onFailure()
        .invoke(failure -> LOG.debugf(failure, "cannot read the state of the pipeline"))
        .onFailure()
        .recoverWithItem(UNAVAILABLE);
  }

  private Uni<PipelineState> state() {
    List<String> names = datasets.all().stream().map(Dataset::name).toList();
    return Uni.combine()
        .all()
        .unis(
            ingestions.balances(names),
            ingestions.newest(NEWEST),
            runs.newest(NEWEST),
            schedules.of(Optional.empty()))
        .with(PipelineState::new);
  }

  private String write(PipelineState state) {
    try {
      return json.writeValueAsString(state);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("cannot write as JSON: " + state, e);
    }
  }

  /**
   * An event as the HTML standard defines it (Server-sent events).
   *
   * @param data one line
   */
  private record ServerSentEvent(String name, String data) {

    String text() {
      return "event: %s\ndata: %s\n\n".formatted(name, data);
    }
  }
}
