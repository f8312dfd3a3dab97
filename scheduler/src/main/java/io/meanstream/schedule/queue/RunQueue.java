package io.meanstream.schedule.queue;

import io.meanstream.catalog.LiveCatalog;
import io.meanstream.protocol.RunState;
import io.meanstream.schedule.SchedulerConfig;
import io.meanstream.schedule.batch.BatchProcess;
import io.meanstream.schedule.batch.BatchStarter;
import io.meanstream.schedule.run.Run;
import io.meanstream.schedule.run.RunOutcome;
import io.meanstream.schedule.run.RunRequest;
import io.meanstream.schedule.store.DatasetStates;
import io.meanstream.schedule.store.RunStore;
import io.meanstream.service.logs.LogFields;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/**
 * Queued and running runs: at most one running per dataset, oldest first.
 *
 * <p>Queued runs exist only in the store, so a restarted scheduler continues with them. Call from
 * worker threads: methods block on the store and on each other.
 */
@ApplicationScoped
public class RunQueue {

  private static final Logger LOG = Logger.getLogger(RunQueue.class);

  private final RunStore runs;
  private final BatchStarter batch;
  private final TaskTimer timer;
  private final StoreRetry storeRetry;
  private final RunTraces traces;
  private final SchedulerConfig.Runs config;
  private final RetryPolicy retryPolicy;
  private final LiveCatalog catalog;
  private final DatasetStates datasets;
  private final Map<String, RunningRun> running = new ConcurrentHashMap<>();

  private boolean closed;
  private Runnable nextDispatch = () -> {};

  RunQueue(
      RunStore runs,
      BatchStarter batch,
      TaskTimer timer,
      StoreRetry storeRetry,
      RunMetrics metrics,
      RunTraces traces,
      SchedulerConfig config,
      LiveCatalog catalog,
      DatasetStates datasets) {
    this.runs = runs;
    this.batch = batch;
    this.timer = timer;
    this.storeRetry = storeRetry;
    this.traces = traces;
    this.config = config.scheduler();
    this.catalog = catalog;
    this.datasets = datasets;
    this.retryPolicy = new RetryPolicy(this.config.backoff(), this.config.retries());
    metrics.watch(running);
  }

  /**
   * Queues a run.
   *
   * @throws ConflictException if the queue is full
   */
  public synchronized Run submit(RunRequest request) {
    if (runs.queued().size() >= config.waitingRuns()) {
      throw new ConflictException(
          "the queue is full: %,d runs are waiting".formatted(config.waitingRuns()));
    }
    Run run = Run.queued(request, timer.now());
    runs.insert(run);
    requestDispatch();
    return run;
  }

  /**
   * Whether a run of the dataset is queued. It will find every day that is dirty when it starts.
   */
  public synchronized boolean hasWaiting(String dataset) {
    return runs.queued().stream().anyMatch(run -> run.dataset().equals(dataset));
  }

  /**
   * Removes a run from the queue or stops its process. Empty if there is no such run.
   *
   * @throws ConflictException if the run has ended or belongs to another process
   */
  public synchronized Optional<Run> cancel(String id) {
    Optional<Run> found = runs.find(id);
    found.ifPresent(this::cancel);
    return found.flatMap(run -> runs.find(id));
  }

  private void cancel(Run run) {
    RunningRun process = running.get(run.dataset());
    if (process != null && process.run().id().equals(run.id())) {
      process.stop(TerminationCause.CANCELLED);
    } else if (run.state() == RunState.QUEUED) {
      end(run, RunOutcome.withoutProcess(RunState.CANCELLED, "cancelled"));
    } else if (run.state().isEnded()) {
      throw new ConflictException("the run has already ended: " + run.state().id());
    } else {
      throw new ConflictException("the run was not started by this scheduler");
    }
  }

  /** Calls {@link #dispatch} on the timer's thread, until the store answers. */
  public void requestDispatch() {
    storeRetry.run("dispatch", this::dispatch);
  }

  /**
   * Starts every run whose turn it is. First it fails the runs that an earlier scheduler left as
   * running: no process outlives its scheduler.
   */
  synchronized void dispatch() {
    if (closed) {
      return;
    }
    runs.running().stream().filter(run -> !isRunning(run)).forEach(this::interrupted);
    nextDispatch.run();
    for (Run run : runs.queued()) {
      if (running.size() >= config.concurrentRuns()) {
        return;
      }
      if (!run.due().isAfter(timer.now())) {
        startIfFree(run);
      }
    }
    nextDue().ifPresent(due -> nextDispatch = timer.runAt(due, this::requestDispatch));
  }

  private boolean isRunning(Run run) {
    return running.containsKey(run.dataset());
  }

  private void interrupted(Run run) {
    end(run, RunOutcome.withoutProcess(RunState.FAILED, "the scheduler died during the run"));
  }

  private Optional<Instant> nextDue() {
    return runs.queued().stream()
        .map(Run::due)
        .filter(due -> due.isAfter(timer.now()))
        .min(Instant::compareTo);
  }

  private void startIfFree(Run run) {
    if (isRunning(run)) {
      return;
    }
    if (hasNothingToCompute(run)) {
      end(run, RunOutcome.NOTHING_TO_COMPUTE);
      return;
    }
    if (!runs.start(run.id(), timer.now())) {
      return;
    }
    LogFields fields = fields(run);
    traces.start(run);
    try {
      start(run, batch.start(run));
    } catch (IOException e) {
      String error = "cannot start the process: " + e.getMessage();
      end(run, RunOutcome.withoutProcess(RunState.FAILED, error));
    } finally {
      fields.close();
    }
  }

  private static LogFields fields(Run run) {
    return LogFields.put(Map.of(LogFields.RUN, run.id(), LogFields.DATASET, run.dataset()));
  }

  /**
   * Whether a scheduled run has nothing to do: the previous run may have computed all days that
   * were dirty when the schedule fired.
   */
  private boolean hasNothingToCompute(Run run) {
    return run.request().isScheduled()
        && catalog.current().find(run.dataset()).filter(it -> !datasets.needsRun(it)).isPresent();
  }

  private void start(Run run, BatchProcess process) {
    RunningRun started = new RunningRun(run, process, timer, config.timeout(), config.grace());
    running.put(run.dataset(), started);
    LOG.infof("run started id=%s trigger=%s", run.id(), run.request().trigger().id());
    process
        .exit()
        .thenAccept(exit -> storeRetry.run("outcome of " + run.id(), () -> ended(started, exit)));
  }

  private synchronized void ended(RunningRun process, int exit) {
    Run run = process.run();
    if (running.get(run.dataset()) != process) {
      return;
    }
    RunOutcome outcome = process.outcome(exit);
    end(run, outcome);
    running.remove(run.dataset());
    requestDispatch();
    process.clear(outcome);
  }

  /** Inserts the retry first: after a crash in between, inserting it again changes nothing. */
  private void end(Run run, RunOutcome outcome) {
    Instant now = timer.now();
    Optional<Run> again =
        outcome.mayRetry() && retryPolicy.allowsRetryAfter(run.attempt())
            ? Optional.of(run.retry(now, now.plus(retryPolicy.delayAfter(run.attempt()))))
            : Optional.empty();
    again.ifPresent(runs::insert);
    runs.end(run.id(), outcome, now, again.map(Run::id));
    traces.end(run, outcome);
    LogFields fields = fields(run);
    LOG.infof(
        "run ended id=%s state=%s error=%s",
        run.id(), outcome.state().id(), outcome.error().orElse("none"));
    fields.close();
  }

  /**
   * Starts nothing more, stops all processes and waits for them. The next scheduler retries their
   * runs.
   */
  public void close() {
    List<RunningRun> stopped = stopAll();
    stopped.forEach(process -> ended(process, process.awaitExit()));
  }

  private synchronized List<RunningRun> stopAll() {
    closed = true;
    running.values().forEach(process -> process.stop(TerminationCause.SCHEDULER_STOPPED));
    return List.copyOf(running.values());
  }
}
