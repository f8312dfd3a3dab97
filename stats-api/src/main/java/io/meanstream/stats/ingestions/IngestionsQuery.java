package io.meanstream.stats.ingestions;

import io.meanstream.service.paging.Cursor;
import java.util.Optional;

/**
 * A request for a page of ingestions.
 *
 * @param dataset the only dataset to show
 * @param limit of ingestions a page
 * @param after the last ingestion of the page before
 */
record IngestionsQuery(Optional<String> dataset, int limit, Optional<Cursor> after) {}
