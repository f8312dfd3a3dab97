package io.meanstream.stats.runs;

import io.meanstream.stats.http.Cursor;
import io.meanstream.stats.http.Page;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Runs, the latest first, and the schedules of those to come. */
@Schema(name = "Runs")
record RunsPage(
    List<Run> items,
    @Schema(description = "Of all datasets or the one that is asked for; none without a scheduler")
        List<Schedule> schedules,
    @Schema(description = "The cursor of the next page; null on the last one", nullable = true)
        String next)
    implements Page {

  /** Stands in a cursor for the time of a run that has none: those come last. */
  static final Instant NEVER = Instant.ofEpochMilli(Long.MIN_VALUE);

  /** A page of what was found, which is one more than the limit where there is a next page. */
  static RunsPage of(RunsQuery query, List<RunDocument> found, List<ScheduleDocument> schedules) {
    boolean more = found.size() > query.limit();
    List<RunDocument> shown = more ? found.subList(0, query.limit()) : found;
    return new RunsPage(
        shown.stream().map(Run::of).toList(),
        schedules.stream().map(Schedule::of).toList(),
        more ? after(shown.get(shown.size() - 1)).token() : null);
  }

  private static Cursor after(RunDocument last) {
    return new Cursor(Optional.ofNullable(last.requestedAt).orElse(NEVER), last.id);
  }
}
