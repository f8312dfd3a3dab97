package io.meanstream.schedule.cron;

import io.meanstream.catalog.LiveCatalog;
import io.meanstream.catalog.dataset.Schedule;
import io.meanstream.schedule.SchedulerConfig;
import io.meanstream.schedule.queue.ConflictException;
import io.meanstream.schedule.queue.RunQueue;
import io.meanstream.schedule.queue.TaskTimer;
import io.meanstream.schedule.run.RunRequest;
import io.meanstream.schedule.run.Trigger;
import io.meanstream.schedule.store.DatasetStates;
import io.meanstream.schedule.store.ScheduleStore;
import io.meanstream.schedule.store.ScheduleStore.Kept;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/** The schedules of all datasets, and what happens when one fires. Its methods block. */
@ApplicationScoped
public class Schedules {

  private static final Logger LOG = Logger.getLogger(Schedules.class);

  private final LiveCatalog catalog;
  private final Schedule defaultSchedule;
  private final ScheduleStore store;
  private final DatasetStates datasets;
  private final RunQueue queue;
  private final TaskTimer timer;

  Schedules(
      LiveCatalog catalog,
      SchedulerConfig config,
      ScheduleStore store,
      DatasetStates datasets,
      RunQueue queue,
      TaskTimer timer) {
    this.catalog = catalog;
    this.defaultSchedule = parsed(config.scheduler().cron());
    this.store = store;
    this.datasets = datasets;
    this.queue = queue;
    this.timer = timer;
  }

  private static Schedule parsed(String cron) {
    try {
      return Schedule.parse(cron);
    } catch (IllegalArgumentException e) {
      // Quarkus reports this type in one line and without a stack trace, if it is the root cause
      throw new ConfigurationException("meanstream.scheduler.cron: " + e.getMessage());
    }
  }

  /** All schedules in the current definitions. */
  List<DatasetSchedule> current() {
    return catalog.current().all().stream()
        .map(dataset -> DatasetSchedule.of(dataset, defaultSchedule))
        .toList();
  }

  /**
   * Stores the current schedules, and submits one run for each that should have fired since it was
   * last checked.
   */
  void catchUp() {
    List<DatasetSchedule> schedules = current();
    store.keepOnly(schedules.stream().map(DatasetSchedule::name).toList());
    schedules.forEach(this::catchUp);
  }

  private void catchUp(DatasetSchedule schedule) {
    Kept kept = store.find(schedule.name());
    Instant now = timer.now();
    if (kept.paused()) {
      store.describe(schedule.name(), schedule.cron(), schedule.zone());
      return;
    }
    if (kept.checkedAt().flatMap(schedule::next).filter(next -> !next.isAfter(now)).isPresent()) {
      submitIfNeeded(schedule, Trigger.CATCH_UP);
    }
    recordCheck(schedule, now);
  }

  /** Handles a schedule that fired: submits a run if a day is dirty and no run is queued yet. */
  void fired(String dataset) {
    find(dataset).filter(schedule -> !store.find(dataset).paused()).ifPresent(this::fired);
  }

  private void fired(DatasetSchedule schedule) {
    Instant now = timer.now();
    submitIfNeeded(schedule, Trigger.SCHEDULE);
    recordCheck(schedule, now);
  }

  /** Stores the description too, since the store may have been emptied. */
  private void recordCheck(DatasetSchedule schedule, Instant now) {
    store.describe(schedule.name(), schedule.cron(), schedule.zone());
    store.recordCheck(schedule.name(), now, schedule.next(now));
  }

  private void submitIfNeeded(DatasetSchedule schedule, Trigger trigger) {
    if (!datasets.needsRun(schedule.dataset())) {
      LOG.debugf("nothing to compute dataset=%s trigger=%s", schedule.name(), trigger.id());
    } else if (!queue.hasWaiting(schedule.name())) {
      submit(RunRequest.ofDirtyDays(schedule.name(), trigger));
    }
  }

  /** The days stay dirty if the queue is full, so the next time finds them. */
  private void submit(RunRequest request) {
    try {
      queue.submit(request);
    } catch (ConflictException e) {
      LOG.warnf("no run dataset=%s: %s", request.dataset(), e.getMessage());
    }
  }

  /** All schedules as the API shows them. */
  public List<ScheduleView> all() {
    return current().stream().map(this::view).toList();
  }

  /** Pauses a dataset's schedule until it is resumed. Empty if there is no such dataset. */
  public Optional<ScheduleView> pause(String dataset) {
    Optional<DatasetSchedule> found = find(dataset);
    found.ifPresent(schedule -> store.pause(dataset));
    return found.map(this::view);
  }

  /** Resumes a dataset's schedule without catching up on what it missed. */
  public Optional<ScheduleView> resume(String dataset) {
    Optional<DatasetSchedule> found = find(dataset);
    Instant now = timer.now();
    found.ifPresent(schedule -> store.resume(dataset, now, schedule.next(now)));
    return found.map(this::view);
  }

  private Optional<DatasetSchedule> find(String dataset) {
    return catalog.current().find(dataset).map(found -> DatasetSchedule.of(found, defaultSchedule));
  }

  private ScheduleView view(DatasetSchedule schedule) {
    Kept kept = store.find(schedule.name());
    return new ScheduleView(
        schedule.name(),
        schedule.cron(),
        schedule.dataset().zone(),
        kept.paused(),
        kept.paused() ? Optional.empty() : schedule.next(timer.now()),
        kept.checkedAt());
  }
}
