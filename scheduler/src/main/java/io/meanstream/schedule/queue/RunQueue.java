package io.meanstream.schedule.queue;

import io.meanstream.catalog.LiveCatalog;
import io.meanstream.schedule.SchedulerConfig;
import io.meanstream.schedule.batch.BatchProcess;
import io.meanstream.schedule.batch.BatchStarter;
import io.meanstream.schedule.run.Run;
import io.meanstream.schedule.run.RunIds;
import io.meanstream.schedule.run.RunOutcome;
import io.meanstream.schedule.run.RunRequest;
import io.meanstream.schedule.run.RunState;
import io.meanstream.schedule.store.DirtyDays;
import io.meanstream.schedule.store.RunStore;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/**
 * The runs to come, and those that are there: one at a time of each dataset, the oldest first.
 *
 * <p>What waits is in the store alone, so that a scheduler that starts goes on with it. For worker
 * threads: calls wait for the store and for each other.
 */
@ApplicationScoped
public class RunQueue {

  private static final Logger LOG = Logger.getLogger(RunQueue.class);

  private final RunStore runs;
  private final BatchStarter batch;
  private final TaskTimer timer;
  private final StoreRetry storeRetry;
  private final RunMetrics metrics;
  private final SchedulerConfig.Runs config;
  private final RetryPolicy retryPolicy;
  private final LiveCatalog catalog;
  private final DirtyDays dirtyDays;
  private final Map<String, RunningRun> running = new ConcurrentHashMap<>();

  private boolean closed;
  private Runnable nextDispatch = () -> {};

  RunQueue(
      RunStore runs,
      BatchStarter batch,
      TaskTimer timer,
      StoreRetry storeRetry,
      RunMetrics metrics,
      SchedulerConfig config,
      LiveCatalog catalog,
      DirtyDays dirtyDays) {
    this.runs = runs;
    this.batch = batch;
    this.timer = timer;
    this.storeRetry = storeRetry;
    this.metrics = metrics;
    this.config = config.scheduler();
    this.catalog = catalog;
    this.dirtyDays = dirtyDays;
    this.retryPolicy = new RetryPolicy(this.config.backoff(), this.config.retries());
    metrics.watch(running);
  }

  /**
   * Puts a run into the line.
   *
   * @throws ConflictException if the line is too long
   */
  public synchronized Run submit(RunRequest request) {
    if (runs.queued().size() >= config.waitingRuns()) {
      throw new ConflictException("%,d runs wait in line".formatted(config.waitingRuns()));
    }
    Run run = Run.queued(RunIds.next(timer.now()), request, timer.now());
    runs.insert(run);
    requestDispatch();
    return run;
  }

  /** Whether a run of the dataset waits: it will find all days that have been touched by then. */
  public synchronized boolean hasWaiting(String dataset) {
    return runs.queued().stream().anyMatch(run -> run.dataset().equals(dataset));
  }

  /**
   * Takes a run out of the line, or asks its process to end; nothing, if there is no such run.
   *
   * @throws ConflictException if it has ended, or is not this scheduler's
   */
  public synchronized Optional<Run> cancel(String id) {
    Optional<Run> found = runs.find(id);
    found.ifPresent(this::cancel);
    return found.flatMap(run -> runs.find(id));
  }

  private void cancel(Run run) {
    RunningRun process = running.get(run.dataset());
    if (process != null && process.run().id().equals(run.id())) {
      process.end(TerminationCause.CANCELLED);
    } else if (run.state() == RunState.QUEUED) {
      end(run, RunOutcome.withoutProcess(RunState.CANCELLED, "cancelled"));
    } else if (run.state().isEnded()) {
      throw new ConflictException("it has ended already: " + run.state().id());
    } else {
      throw new ConflictException("it was not started by this scheduler");
    }
  }

  /** Has {@link #dispatch} called, now and until the store answers. */
  public void requestDispatch() {
    storeRetry.run("start of runs", this::dispatch);
  }

  /**
   * Ends runs that are said to be there and are not, which an earlier scheduler has left since no
   * process outlives its scheduler; then starts all whose turn it is.
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
    end(run, RunOutcome.withoutProcess(RunState.FAILED, "the scheduler ended while it ran"));
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
    if (isNeedless(run)) {
      end(run, RunOutcome.NOTHING_TO_COMPUTE);
      return;
    }
    if (!runs.start(run.id(), timer.now())) {
      return;
    }
    try {
      start(run, batch.start(run));
    } catch (IOException e) {
      String error = "the process did not start: " + e.getMessage();
      end(run, RunOutcome.withoutProcess(RunState.FAILED, error));
    }
  }

  /**
   * Whether a run that nobody has asked for would find nothing: the one before it may have computed
   * all days that were dirty when the schedule fired.
   */
  private boolean isNeedless(Run run) {
    return run.request().isScheduled()
        && catalog.current().find(run.dataset()).filter(it -> !dirtyDays.needRun(it)).isPresent();
  }

  private void start(Run run, BatchProcess process) {
    RunningRun started = new RunningRun(run, process, timer, config.timeout(), config.grace());
    running.put(run.dataset(), started);
    LOG.infof("run started id=%s trigger=%s", run.id(), run.request().trigger().id());
    process
        .exit()
        .thenAccept(exit -> storeRetry.run("end of " + run.id(), () -> ended(started, exit)));
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

  /** The next try is written down first: one that is written twice is one. */
  private void end(Run run, RunOutcome outcome) {
    Instant now = timer.now();
    Optional<Run> again =
        outcome.mayRetry() && retryPolicy.allowsRetryAfter(run.attempt())
            ? Optional.of(run.again(now, now.plus(retryPolicy.delayAfter(run.attempt()))))
            : Optional.empty();
    again.ifPresent(runs::insert);
    runs.end(run.id(), outcome, now, again.map(Run::id));
    metrics.ended(run, outcome);
    LOG.infof(
        "run ended id=%s state=%s error=%s",
        run.id(), outcome.state().id(), outcome.error().orElse("none"));
  }

  /**
   * Starts nothing more, and ends all processes; returns when they are gone. What that was about to
   * compute is tried again by the next scheduler.
   */
  public void close() {
    List<RunningRun> last = stopAll();
    last.forEach(process -> ended(process, process.awaitExit()));
  }

  private synchronized List<RunningRun> stopAll() {
    closed = true;
    running.values().forEach(process -> process.end(TerminationCause.SCHEDULER_STOPPED));
    return List.copyOf(running.values());
  }
}
