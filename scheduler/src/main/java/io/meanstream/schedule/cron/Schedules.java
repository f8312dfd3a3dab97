package io.meanstream.schedule.cron;

import io.meanstream.catalog.Catalog;
import io.meanstream.catalog.Dataset;
import io.meanstream.catalog.Schedule;
import io.meanstream.schedule.SchedulerConfig;
import io.meanstream.schedule.line.Alarm;
import io.meanstream.schedule.line.Line;
import io.meanstream.schedule.run.RunRequest;
import io.meanstream.schedule.run.Trigger;
import io.meanstream.schedule.store.ScheduleStore;
import io.meanstream.schedule.store.ScheduleStore.Kept;
import io.meanstream.schedule.store.TouchedDays;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/** The datasets' schedules, and what happens when one comes on. For worker threads. */
@ApplicationScoped
public class Schedules {

  private static final Logger LOG = Logger.getLogger(Schedules.class);

  private final List<DatasetSchedule> schedules;
  private final ScheduleStore store;
  private final TouchedDays touched;
  private final Line line;
  private final Alarm alarm;

  Schedules(
      Catalog catalog,
      SchedulerConfig config,
      ScheduleStore store,
      TouchedDays touched,
      Line line,
      Alarm alarm) {
    Schedule otherwise = Schedule.parse(config.scheduler().cron());
    this.schedules =
        catalog.all().stream().map(dataset -> new DatasetSchedule(dataset, otherwise)).toList();
    this.store = store;
    this.touched = touched;
    this.line = line;
    this.alarm = alarm;
  }

  /** Those that are not off. */
  List<DatasetSchedule> active() {
    return schedules.stream().filter(schedule -> schedule.cron().isPresent()).toList();
  }

  /**
   * Takes up what was kept: writes down what the definitions say now, and makes up, by one run each,
   * for schedules that have come on since they were last seen to.
   */
  void takeUp() {
    store.keepOnly(schedules.stream().map(schedule -> schedule.dataset().name()).toList());
    schedules.forEach(this::takeUp);
  }

  private void takeUp(DatasetSchedule schedule) {
    Dataset dataset = schedule.dataset();
    Kept kept = store.find(dataset.name());
    Instant now = alarm.now();
    if (kept.paused()) {
      store.describe(dataset.name(), schedule.cron(), dataset.zone().getId());
      return;
    }
    if (kept.lookedAt().flatMap(schedule::next).filter(next -> !next.isAfter(now)).isPresent()) {
      runIfTouched(dataset, Trigger.MADE_UP);
    }
    looked(schedule, now);
  }

  /** Sees to a schedule that has come on: a run, if a day is touched and none waits already. */
  void fired(DatasetSchedule schedule) {
    Dataset dataset = schedule.dataset();
    if (store.find(dataset.name()).paused()) {
      return;
    }
    Instant now = alarm.now();
    runIfTouched(dataset, Trigger.SCHEDULE);
    looked(schedule, now);
  }

  /** With the description, since the store may have been emptied. */
  private void looked(DatasetSchedule schedule, Instant now) {
    Dataset dataset = schedule.dataset();
    store.describe(dataset.name(), schedule.cron(), dataset.zone().getId());
    store.looked(dataset.name(), now, schedule.next(now));
  }

  private void runIfTouched(Dataset dataset, Trigger trigger) {
    if (!touched.callForRun(dataset)) {
      LOG.debugf("nothing to compute dataset=%s trigger=%s", dataset.name(), trigger.id());
    } else if (!line.hasWaiting(dataset.name())) {
      line.submit(RunRequest.ofTouchedDays(dataset.name(), trigger));
    }
  }

  /** All of them, by dataset. */
  public List<ScheduleView> all() {
    return schedules.stream().map(this::view).toList();
  }

  /** Keeps a dataset's schedule from coming on, until it is resumed; nothing if there is none. */
  public Optional<ScheduleView> pause(String dataset) {
    Optional<DatasetSchedule> found = find(dataset);
    found.ifPresent(schedule -> store.pause(dataset));
    return found.map(this::view);
  }

  /** Lets a dataset's schedule come on again; what it missed is not made up for. */
  public Optional<ScheduleView> resume(String dataset) {
    Optional<DatasetSchedule> found = find(dataset);
    Instant now = alarm.now();
    found.ifPresent(schedule -> store.resume(dataset, now, schedule.next(now)));
    return found.map(this::view);
  }

  private Optional<DatasetSchedule> find(String dataset) {
    return schedules.stream().filter(it -> it.dataset().name().equals(dataset)).findFirst();
  }

  private ScheduleView view(DatasetSchedule schedule) {
    Dataset dataset = schedule.dataset();
    Kept kept = store.find(dataset.name());
    return new ScheduleView(
        dataset.name(),
        schedule.cron(),
        dataset.zone(),
        kept.paused(),
        kept.paused() ? Optional.empty() : schedule.next(alarm.now()),
        kept.lookedAt());
  }
}
