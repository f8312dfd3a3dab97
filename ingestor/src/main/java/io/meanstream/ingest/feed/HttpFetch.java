package io.meanstream.ingest.feed;

import io.meanstream.catalog.dataset.Dataset;
import io.meanstream.catalog.source.HttpFeed;
import io.meanstream.catalog.source.Paging;
import io.meanstream.ingest.landing.Arrival;
import io.meanstream.ingest.landing.PagePosition;
import io.meanstream.ingest.run.ShutdownException;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;

/** One fetch of an HTTP API. */
final class HttpFetch implements Fetch {

  private final HttpFeed feed;
  private final FeedContext context;
  private final PacedRequests requests;
  private final FetchedPages pages;

  private Optional<PagePosition> position;

  HttpFetch(Dataset dataset, HttpFeed feed, FeedContext context, Pace pace, FetchedPages pages) {
    this.feed = feed;
    this.context = context;
    this.requests = new PacedRequests(dataset, feed, context, pace);
    this.pages = pages;
  }

  @Override
  public void run() throws FeedException, ShutdownException {
    try {
      position = pages.position(PagePosition.class, feed.url().toString());
      Optional<URI> page = Optional.of(start());
      for (int count = 0; page.isPresent() && count < feed.maxPages(); count++) {
        page = fetch(page.get());
      }
    } catch (IOException e) {
      throw new FeedException("cannot land a page: " + e, e);
    }
  }

  private URI start() {
    return position
        .flatMap(PagePosition::next)
        .or(() -> position.filter(it -> feed.resume()).map(PagePosition::page))
        .map(URI::create)
        .orElseGet(() -> PageAddress.first(feed));
  }

  /** Fetches a page, and returns the address of the next one. */
  private Optional<URI> fetch(URI address) throws FeedException, ShutdownException, IOException {
    Optional<PagePosition> known =
        position.filter(it -> it.next().isEmpty() && it.page().equals(address.toString()));
    Optional<Page> answer = requests.get(address, known);
    if (answer.isEmpty()) {
      pages.unchanged();
      return PageAddress.following(feed, address);
    }
    try (Page page = answer.get()) {
      Optional<URI> next = next(address, page);
      if (next.filter(address::equals).isPresent()) {
        throw new FeedException("%s names itself as its next page".formatted(address));
      }
      land(address, page, next);
      return next;
    }
  }

  private Optional<URI> next(URI address, Page page) throws FeedException, IOException {
    if (feed.paging() instanceof Paging.ByNumber) {
      return page.records() == 0 ? Optional.empty() : PageAddress.following(feed, address);
    }
    if (feed.paging() instanceof Paging.ByCursor cursors) {
      return page.textAt(cursors.pointer())
          .map(cursor -> PageAddress.behind(cursors, address, cursor));
    }
    return feed.paging() instanceof Paging.ByLink
        ? PageAddress.linked(address, page.header().link())
        : Optional.empty();
  }

  private void land(URI address, Page page, Optional<URI> next) throws FeedException, IOException {
    boolean isEnd = page.records() == 0 && next.isEmpty();
    if (isEnd && position.flatMap(PagePosition::next).isEmpty()) {
      return;
    }
    PagePosition behind =
        isEnd
            ? position.orElseThrow().ended()
            : new PagePosition(
                feed.url().toString(),
                pages.nextSequence(),
                address.toString(),
                next.map(URI::toString),
                page.header().etag(),
                page.header().lastModified());
    land(page, behind);
    position = Optional.of(behind);
  }

  private void land(Page page, PagePosition behind) throws FeedException, IOException {
    if (page.records() > 0) {
      pages.land(page.arrival(), page.records(), behind);
      return;
    }
    // only the position moves
    try (Arrival nothing = context.landing().open(".none")) {
      pages.land(nothing, 0, behind);
    }
  }
}
