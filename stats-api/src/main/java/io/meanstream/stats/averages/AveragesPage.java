package io.meanstream.stats.averages;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.meanstream.service.paging.Cursor;
import io.meanstream.service.paging.Page.Slice;
import io.meanstream.stats.http.ResponseFormat;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Averages sorted by start and then by group. */
@Schema(name = "Averages")
@RegisterForReflection
record AveragesPage(
    @Schema(examples = "rides") String dataset,
    @Schema(examples = "day") String period,
    List<Average> items,
    @Schema(description = "The cursor of the next page; null on the last page", nullable = true)
        String next,
    @JsonIgnore @Schema(hidden = true) AveragesCsv columns)
    implements ResponseFormat.Tabular<Average> {

  /** A page of the documents of a slice, each shown by the function. */
  static AveragesPage of(
      AveragesQuery query, Slice<AverageDocument> slice, Function<AverageDocument, Average> view) {
    return new AveragesPage(
        query.dataset().name(),
        query.period().id(),
        slice.items(view),
        slice.next(AveragesPage::tokenAfter),
        AveragesCsv.of(query));
  }

  private static String tokenAfter(AverageDocument last) {
    return new Cursor(last.start, last.id).token();
  }
}
