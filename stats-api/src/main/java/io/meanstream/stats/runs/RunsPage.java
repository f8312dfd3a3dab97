package io.meanstream.stats.runs;

import io.meanstream.service.paging.Page;
import io.meanstream.service.paging.Slice;
import io.meanstream.stats.store.LatestFirst;
import java.util.List;
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

  /** A page of what was found, which is one more than the limit where there is a next page. */
  static RunsPage of(RunsQuery query, List<RunDocument> found, List<ScheduleDocument> schedules) {
    Slice<RunDocument> slice = Slice.of(found, query.limit());
    return new RunsPage(
        slice.items(Run::of),
        schedules.stream().map(Schedule::of).toList(),
        slice.next(RunsPage::tokenAfter));
  }

  private static String tokenAfter(RunDocument last) {
    return LatestFirst.after(last.requestedAt, last.id).token();
  }
}
