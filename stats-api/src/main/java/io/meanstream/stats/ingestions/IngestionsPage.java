package io.meanstream.stats.ingestions;

import io.meanstream.service.paging.Page;
import io.meanstream.service.paging.Slice;
import io.meanstream.stats.store.LatestFirst;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Ingestions, the latest first. */
@Schema(name = "Ingestions")
record IngestionsPage(
    List<Ingestion> items,
    @Schema(description = "The cursor of the next page; null on the last one", nullable = true)
        String next)
    implements Page {

  /** A page of what was found, which is one more than the limit where there is a next page. */
  static IngestionsPage of(
      IngestionsQuery query, List<IngestionDocument> found, Positions positions) {
    Slice<IngestionDocument> slice = Slice.of(found, query.limit());
    return new IngestionsPage(
        slice.items(document -> Ingestion.of(document, positions)),
        slice.next(IngestionsPage::tokenAfter));
  }

  private static String tokenAfter(IngestionDocument last) {
    return LatestFirst.after(last.createdAt, last.id).token();
  }
}
