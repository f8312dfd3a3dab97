package io.meanstream.stats.rejects;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.meanstream.service.paging.Slice;
import io.meanstream.stats.http.PageFormat;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Rejects by ingestion, then by row. */
@Schema(name = "Rejects")
record RejectsPage(
    @Schema(examples = "rides") String dataset,
    List<Reject> items,
    @Schema(description = "The cursor of the next page; null on the last one", nullable = true)
        String next,
    @JsonIgnore @Schema(hidden = true) RejectsTable columns)
    implements PageFormat.Tabular<Reject> {

  /** A page of what was found, which is one more than the limit where there is a next page. */
  static RejectsPage of(RejectsQuery query, RejectsTable table, List<RejectDocument> found) {
    Slice<RejectDocument> slice = Slice.of(found, query.limit());
    return new RejectsPage(
        query.dataset(),
        slice.items(Reject::of),
        slice.next(last -> RejectCursor.of(last).token()),
        table);
  }
}
