package io.meanstream.stats.rejects;

import com.fasterxml.jackson.annotation.JsonIgnore;
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
    @JsonIgnore @Schema(hidden = true) RejectsTable table)
    implements PageFormat.Tabular {

  /** A page of what was found, which is one more than the limit where there is a next page. */
  static RejectsPage of(RejectsQuery query, RejectsTable table, List<RejectDocument> found) {
    boolean more = found.size() > query.limit();
    List<RejectDocument> shown = more ? found.subList(0, query.limit()) : found;
    return new RejectsPage(
        query.dataset(),
        shown.stream().map(Reject::of).toList(),
        more ? RejectCursor.of(shown.get(shown.size() - 1)).token() : null,
        table);
  }

  @Override
  public String toCsv() {
    return table.render(items);
  }
}
