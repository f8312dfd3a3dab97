package io.meanstream.stats.ingestions;

import io.meanstream.stats.http.Cursor;
import java.time.Instant;
import java.util.Optional;

/**
 * A request for a page of ingestions.
 *
 * @param dataset the only dataset to show
 * @param limit of ingestions a page
 * @param after the last ingestion of the page before
 */
record IngestionsQuery(Optional<String> dataset, int limit, Optional<Cursor> after) {

  /** Stands in a cursor for the time of an ingestion that has none: those come last. */
  static final Instant NEVER = Instant.ofEpochMilli(Long.MIN_VALUE);

  static IngestionsQuery of(Optional<String> dataset, int limit, Optional<String> token) {
    return new IngestionsQuery(
        dataset, limit, token.map(text -> Cursor.parse(text, scope(dataset))));
  }

  /** The token that continues after an ingestion. */
  String tokenAfter(IngestionDocument last) {
    Instant at = Optional.ofNullable(last.createdAt).orElse(NEVER);
    return new Cursor(at, last.id).token(scope(dataset));
  }

  private static String scope(Optional<String> dataset) {
    return "ingestions|" + dataset.orElse("");
  }
}
