package io.meanstream.stats.ingestions;

import io.meanstream.stats.http.Page;
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
    boolean more = found.size() > query.limit();
    List<IngestionDocument> shown = more ? found.subList(0, query.limit()) : found;
    return new IngestionsPage(
        shown.stream().map(document -> Ingestion.of(document, positions)).toList(),
        more ? IngestionRepository.after(shown.get(shown.size() - 1)).token() : null);
  }
}
