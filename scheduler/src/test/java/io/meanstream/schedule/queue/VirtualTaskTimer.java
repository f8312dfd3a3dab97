package io.meanstream.schedule.queue;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.TreeSet;

/** Virtual time: it passes when the test says so, and tasks run on the test's thread. */
public final class VirtualTaskTimer implements TaskTimer {

  private record Entry(Instant at, long number, Runnable task) {}

  private final TreeSet<Entry> entries =
      new TreeSet<>(Comparator.comparing(Entry::at).thenComparing(Entry::number));
  private Instant now;
  private long number;

  /** Starts at an instant. */
  public VirtualTaskTimer(Instant now) {
    this.now = now;
  }

  @Override
  public Instant now() {
    return now;
  }

  @Override
  public Runnable runAt(Instant instant, Runnable task) {
    Entry entry = new Entry(instant.isBefore(now) ? now : instant, number++, task);
    entries.add(entry);
    return () -> entries.remove(entry);
  }

  /** Runs all tasks that are due. */
  public void settle() {
    pass(Duration.ZERO);
  }

  /** Lets time pass and runs each task at its instant. */
  public void pass(Duration time) {
    Instant end = now.plus(time);
    for (Optional<Entry> due = next(end); due.isPresent(); due = next(end)) {
      entries.remove(due.get());
      now = due.get().at();
      due.get().task().run();
    }
    now = end;
  }

  private Optional<Entry> next(Instant end) {
    return entries.isEmpty() || entries.first().at().isAfter(end)
        ? Optional.empty()
        : Optional.of(entries.first());
  }
}
