package io.meanstream.stats.ingestions;

import io.meanstream.service.paging.Page;
import io.meanstream.service.paging.Page.Slice;
import io.meanstream.stats.store.NewestFirstOrder;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Ingestions, newest first. */
@Schema(name = "Ingestions")
record IngestionsPage(
    List<Ingestion> items,
    @Schema(description = "The cursor of the next page; null on the last page", nullable = true)
        String next)
    implements Page {

  /**
   * A page of the documents found.
   *
   * @param found one more than the limit if there is a next page
   */
  static IngestionsPage of(List<IngestionDocument> found, int limit, Positions positions) {
    Slice<IngestionDocument> slice = Slice.of(found, limit);
    return new IngestionsPage(
        slice.items(document -> Ingestion.of(document, positions)),
        slice.next(IngestionsPage::tokenAfter));
  }

  private static String tokenAfter(IngestionDocument last) {
    return NewestFirstOrder.cursorAfter(last.createdAt, last.id).token();
  }
}
