package io.meanstream.stats.runs;

import io.meanstream.service.paging.Page;
import io.meanstream.service.paging.Page.Slice;
import io.meanstream.stats.store.NewestFirstOrder;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Runs, newest first, and the schedules of future runs. */
@Schema(name = "Runs")
record RunsPage(
    List<Run> items,
    @Schema(
            description =
                "Of all datasets or the requested one; empty if no scheduler has ever run")
        List<Schedule> schedules,
    @Schema(description = "The cursor of the next page; null on the last page", nullable = true)
        String next)
    implements Page {

  /**
   * A page of the documents found.
   *
   * @param found one more than the limit if there is a next page
   */
  static RunsPage of(RunsQuery query, List<Run> found, List<Schedule> schedules) {
    Slice<Run> slice = Slice.of(found, query.limit());
    return new RunsPage(slice.shown(), schedules, slice.next(RunsPage::tokenAfter));
  }

  private static String tokenAfter(Run last) {
    return NewestFirstOrder.cursorAfter(last.requestedAt(), last.id()).token();
  }
}
