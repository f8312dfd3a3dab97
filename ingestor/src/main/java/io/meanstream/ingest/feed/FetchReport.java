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
 * @param oldestTransaction when the oldest transaction that delays reading a table began, if there
 *     is one
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
    Optional<Instant> oldestTransaction,
    Optional<String> error) {

  static FetchReport start(String id, Instant now) {
    return new FetchReport(
        id, now, Optional.empty(), 0, 0, 0, 0, Optional.empty(), Optional.empty());
  }

  FetchReport page(long more, long size) {
    return counted(more > 0 ? pages + 1 : pages, unchanged, records + more, bytes + size);
  }

  FetchReport unchangedPage() {
    return counted(pages, unchanged + 1, records, bytes);
  }

  private FetchReport counted(long landed, long same, long rows, long size) {
    return new FetchReport(
        id, startedAt, endedAt, landed, same, rows, size, oldestTransaction, error);
  }

  FetchReport delayedBy(Optional<Instant> transaction) {
    return new FetchReport(
        id, startedAt, endedAt, pages, unchanged, records, bytes, transaction, error);
  }

  FetchReport ended(Instant now, Optional<String> why) {
    return new FetchReport(
        id, startedAt, Optional.of(now), pages, unchanged, records, bytes, oldestTransaction, why);
  }

  /** The counts, for the log. */
  String summary() {
    return "pages=%d unchanged=%d records=%d bytes=%d".formatted(pages, unchanged, records, bytes);
  }
}
