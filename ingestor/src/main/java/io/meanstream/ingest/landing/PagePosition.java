package io.meanstream.ingest.landing;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.Optional;

/**
 * The position of an HTTP feed after a page.
 *
 * @param feed the feed's address in the definition
 * @param sequence how many pages the feed has landed
 * @param page the address of the last page with records
 * @param next the address of the next page; empty after the last one
 * @param etag of the last page with records, if it had one
 * @param lastModified of that page, if known
 */
@RegisterForReflection
public record PagePosition(
    String feed,
    long sequence,
    String page,
    Optional<String> next,
    Optional<String> etag,
    Optional<String> lastModified)
    implements FeedPosition {

  /** The position after a page without records: the end of a fetch. */
  public PagePosition ended() {
    return new PagePosition(feed, sequence + 1, page, Optional.empty(), etag, lastModified);
  }

  /** Whether a fetch that ended at one of these positions continues like the other. */
  public boolean isAtSamePlace(PagePosition other) {
    return page.equals(other.page) && next.equals(other.next);
  }

  @Override
  public String shown() {
    return page;
  }
}
