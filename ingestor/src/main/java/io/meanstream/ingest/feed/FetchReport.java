package io.meanstream.ingest.feed;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.Optional;

/**
 * The progress or result of a fetch.
 *
 * @param id unique, and greater than those of earlier fetches
 * @param pages the number of landed pages with records
 * @param unchanged the number of pages that had not changed
 * @param endedAt when it ended, if it has
 * @param error why it failed
 */
@RegisterForReflection
public record FetchReport(
    String id,
    Instant startedAt,
    Optional<Instant> endedAt,
    long pages,
    long unchanged,
    long records,
    long bytes,
    Optional<String> error) {

  static FetchReport start(String id, Instant now) {
    return new FetchReport(id, now, Optional.empty(), 0, 0, 0, 0, Optional.empty());
  }

  FetchReport page(long more, long size) {
    long counted = more > 0 ? pages + 1 : pages;
    return new FetchReport(
        id, startedAt, endedAt, counted, unchanged, records + more, bytes + size, error);
  }

  FetchReport unchangedPage() {
    return new FetchReport(id, startedAt, endedAt, pages, unchanged + 1, records, bytes, error);
  }

  FetchReport ended(Instant now, Optional<String> why) {
    return new FetchReport(id, startedAt, Optional.of(now), pages, unchanged, records, bytes, why);
  }

  /** The counts, for the log. */
  String summary() {
    return "pages=%d unchanged=%d records=%d bytes=%d".formatted(pages, unchanged, records, bytes);
  }
}
