package io.meanstream.stats.rejects;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.meanstream.service.paging.Page.Slice;
import io.meanstream.stats.http.ResponseFormat;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Rejects sorted by ingestion and then by row. */
@Schema(name = "Rejects")
@RegisterForReflection
record RejectsPage(
    @Schema(examples = "rides") String dataset,
    List<Reject> items,
    @Schema(description = "The cursor of the next page; null on the last page", nullable = true)
        String next,
    @JsonIgnore @Schema(hidden = true) RejectsCsv columns)
    implements ResponseFormat.Tabular<Reject> {

  /**
   * A page of the documents found.
   *
   * @param found one more than the limit if there is a next page
   */
  static RejectsPage of(RejectsQuery query, RejectsCsv table, List<Reject> found) {
    Slice<Reject> slice = Slice.of(found, query.limit());
    return new RejectsPage(
        query.dataset(), slice.shown(), slice.next(last -> RejectCursor.of(last).token()), table);
  }
}
