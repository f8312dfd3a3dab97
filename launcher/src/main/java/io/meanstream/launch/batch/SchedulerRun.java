package io.meanstream.launch.batch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.meanstream.cluster.pipeline.Pause;
import io.meanstream.launch.Failure;
import io.meanstream.launch.Mistake;
import io.meanstream.launch.api.ApiException;
import io.meanstream.launch.api.PollingRetry;
import io.meanstream.launch.api.ScheduledRun;
import io.meanstream.launch.api.SchedulerApi;
import io.meanstream.launch.show.Json;
import io.meanstream.launch.show.Stage;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** A run that the scheduler executes on request. It is cancelled if this process ends first. */
public final class SchedulerRun {

  private static final Duration LOOK_AGAIN = Duration.ofMillis(250);
  private static final int MISTAKE = 2;
  private static final List<String> COUNTS = List.of("run", "days", "rowsRead", "averagesWritten");

  private final SchedulerApi scheduler;
  private final Pause pause;
  private volatile ScheduledRun run;

  private SchedulerRun(SchedulerApi scheduler, Pause pause, ScheduledRun run) {
    this.scheduler = scheduler;
    this.pause = pause;
    this.run = run;
  }

  /**
   * Submits the run to the scheduler.
   *
   * @throws ApiException if the scheduler refuses it
   */
  public static SchedulerRun submit(SchedulerApi scheduler, Pause pause, BatchRequest request) {
    return new SchedulerRun(
        scheduler,
        pause,
        scheduler.submit(request.dataset(), request.from(), request.to(), request.full()));
  }

  /**
   * Waits until the run and its retries have ended, and returns the result.
   *
   * @throws Mistake if a definition is wrong
   * @throws Failure if it failed
   */
  public BatchResult await(Stage stage) {
    Thread cancel = new Thread(this::cancel, "cancel");
    Runtime.getRuntime().addShutdownHook(cancel);
    ScheduledRun end = awaitEnd(stage);
    Runtime.getRuntime().removeShutdownHook(cancel);
    if (end.state().equals("done")) {
      return resultOf(end);
    }
    String error = end.error().orElse("it is " + end.state());
    if (end.exitCode().filter(code -> code == MISTAKE).isPresent()) {
      throw new Mistake(error);
    }
    throw new Failure(
        end.log().isEmpty()
            ? "run %s: %s".formatted(end.id(), error)
            : "run %s: %s:%n  %s".formatted(end.id(), error, String.join("\n  ", end.log())));
  }

  private ScheduledRun awaitEnd(Stage stage) {
    ScheduledRun end = awaitEndOfTry(stage, "");
    while (end.retriedAs().isPresent()) {
      String why = ", retrying after: " + end.error().orElse("a failure");
      run = scheduler.run(end.retriedAs().get());
      end = awaitEndOfTry(stage, why);
    }
    return end;
  }

  private ScheduledRun awaitEndOfTry(Stage stage, String note) {
    String id = run.id();
    PollingRetry<ScheduledRun> patience = new PollingRetry<>(() -> scheduler.run(id), run);
    while (!run.ended()) {
      String state = run.state().equals("queued") ? "queued" : "running";
      stage.update(String.format(Locale.ROOT, "%s, %.0f s%s", state, stage.seconds(), note));
      pause.pause(LOOK_AGAIN);
      run = patience.ask();
    }
    return run;
  }

  private void cancel() {
    try {
      scheduler.cancel(run.id());
    } catch (ApiException e) {
      // the run has ended, or the scheduler has, and the run with it
      System.err.println("meanstream: run %s: %s".formatted(run.id(), e.getMessage()));
    }
  }

  /** Converts the run to the form that the batch prints. A run without rows has no number. */
  private static BatchResult resultOf(ScheduledRun run) {
    JsonNode document = run.document();
    ObjectNode result = Json.object().put("dataset", document.path("dataset").asText());
    COUNTS.forEach(count -> result.put(count, document.path(count).asLong()));
    result.set("seconds", document.path("seconds"));
    ObjectNode all = Json.object();
    all.putArray("runs").add(result);
    return new BatchResult(all);
  }
}
