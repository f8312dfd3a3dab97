package io.meanstream.ingest.feed;

import io.meanstream.catalog.dataset.Dataset;
import io.meanstream.catalog.source.Format;
import io.meanstream.catalog.source.HttpFeed;
import io.meanstream.catalog.source.Paging;
import io.meanstream.catalog.source.Source;
import io.meanstream.ingest.landing.Arrival;
import io.meanstream.ingest.landing.PagePosition;
import io.meanstream.ingest.run.ShutdownException;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;

/** One fetch of an HTTP API. */
final class HttpFetch implements Fetch {

  private final HttpFeed feed;
  private final Source source;
  private final FeedContext context;
  private final PacedRequests requests;
  private final FetchedPages pages;
  private final PageContents contents;

  private Optional<PagePosition> position;

  HttpFetch(
      Dataset dataset,
      HttpFeed feed,
      FeedContext context,
      Pace pace,
      FetchedPages pages,
      PageContents contents) {
    this.feed = feed;
    this.source = dataset.source();
    this.context = context;
    this.requests = new PacedRequests(dataset, feed, context, pace);
    this.pages = pages;
    this.contents = contents;
  }

  @Override
  public void run() throws FeedException, ShutdownException {
    try {
      position = pages.resume(PagePosition.class, feed.url().toString());
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

  private void land(URI address, Page page, Optional<URI> next)
      throws FeedException, ShutdownException, IOException {
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

  private void land(Page page, PagePosition behind)
      throws FeedException, ShutdownException, IOException {
    if (page.records() > 0 && source.format() == Format.JSON) {
      try (Arrival lines = context.landing().open("." + Format.NDJSON.id())) {
        page.copyRecords(source.records(), lines.out());
        landUnlessKnown(lines, page.records(), behind);
      }
    } else if (page.records() > 0) {
      landUnlessKnown(page.arrival(), page.records(), behind);
    } else {
      moveTo(behind);
    }
  }

  private void landUnlessKnown(Arrival records, long count, PagePosition behind)
      throws FeedException, ShutdownException, IOException {
    if (!contents.has(behind.page(), records.hash())) {
      contents.put(pages.land(records, count, behind));
      return;
    }
    pages.unchanged();
    if (position.filter(behind::isAtSamePlace).isEmpty()) {
      moveTo(behind);
    }
  }

  private void moveTo(PagePosition behind) throws FeedException, ShutdownException, IOException {
    try (Arrival nothing = context.landing().open(".none")) {
      pages.land(nothing, 0, behind);
    }
  }
}
