package io.meanstream.ingest.feed;

import io.meanstream.catalog.dataset.Dataset;
import io.meanstream.catalog.source.Feed;
import io.meanstream.catalog.source.Paging;
import io.meanstream.ingest.landing.Arrival;
import io.meanstream.ingest.landing.FeedPosition;
import io.meanstream.ingest.landing.LandedBatch;
import io.meanstream.ingest.run.ShutdownException;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * One fetch of a feed, page by page. Each page lands together with the feed's position before the
 * next one is requested, so an interrupted fetch continues after the last page that landed.
 */
final class Fetch {

  private static final String PREFIX = "page-";

  private final Dataset dataset;
  private final Feed feed;
  private final FeedContext context;
  private final PacedRequests requests;
  private final Consumer<FetchReport> progress;

  private FetchReport report;
  private Optional<FeedPosition> position;

  Fetch(
      Dataset dataset,
      FeedContext context,
      Pace pace,
      FetchReport report,
      Consumer<FetchReport> progress) {
    this.dataset = dataset;
    this.feed = dataset.source().feed().orElseThrow();
    this.context = context;
    this.requests = new PacedRequests(dataset, context, pace);
    this.report = report;
    this.progress = progress;
  }

  /** The newest position of a feed, if a page of it has landed. */
  static Optional<LandedBatch> last(FeedContext context, Dataset dataset) throws IOException {
    return context.landing().last(dataset.name(), PREFIX);
  }

  /**
   * Fetches pages until there are no more.
   *
   * @throws FeedException if a page cannot be fetched; earlier pages have landed
   */
  void run() throws FeedException, ShutdownException {
    try {
      position =
          last(context, dataset)
              .flatMap(batch -> batch.manifest().position())
              .filter(it -> it.feed().equals(feed.url().toString()));
      Optional<URI> page = Optional.of(start());
      for (int pages = 0; page.isPresent() && pages < feed.maxPages(); pages++) {
        page = fetch(page.get());
      }
    } catch (IOException e) {
      throw new FeedException("cannot land a page: " + e, e);
    }
  }

  private URI start() {
    return position
        .flatMap(FeedPosition::next)
        .or(() -> position.filter(it -> feed.resume()).map(FeedPosition::page))
        .map(URI::create)
        .orElseGet(() -> PageAddress.first(feed));
  }

  /** Fetches a page, and returns the address of the next one. */
  private Optional<URI> fetch(URI address) throws FeedException, ShutdownException, IOException {
    Optional<FeedPosition> known =
        position.filter(it -> it.next().isEmpty() && it.page().equals(address.toString()));
    Optional<Page> answer = requests.get(address, known);
    if (answer.isEmpty()) {
      report(report.unchangedPage());
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
    if (feed.paging() instanceof Paging.ByCursor pages) {
      return page.textAt(pages.pointer()).map(cursor -> PageAddress.behind(pages, address, cursor));
    }
    return feed.paging() instanceof Paging.ByLink
        ? PageAddress.linked(address, page.header().link())
        : Optional.empty();
  }

  private void land(URI address, Page page, Optional<URI> next) throws FeedException, IOException {
    boolean isEnd = page.records() == 0 && next.isEmpty();
    if (isEnd && position.flatMap(FeedPosition::next).isEmpty()) {
      return;
    }
    long sequence =
        position.isPresent() ? position.get().sequence() + 1 : sequenceOfOtherFeed() + 1;
    FeedPosition behind =
        isEnd
            ? position.orElseThrow().ended()
            : new FeedPosition(
                feed.url().toString(),
                sequence,
                address.toString(),
                next.map(URI::toString),
                page.header().etag(),
                page.header().lastModified());
    LandedBatch batch = land(page, sequence, behind);
    position = Optional.of(behind);
    report(report.page(page.records(), batch.manifest().bytes()));
    context.metrics().landed(dataset.name(), page.records());
    if (!batch.isEmpty()) {
      context.ingestor().submit(dataset, batch);
    }
  }

  private LandedBatch land(Page page, long sequence, FeedPosition behind)
      throws FeedException, IOException {
    if (page.records() > 0) {
      return land(page.arrival(), sequence, behind);
    }
    // only the position moves
    try (Arrival nothing = context.landing().open(".none")) {
      return land(nothing, sequence, behind);
    }
  }

  private LandedBatch land(Arrival arrival, long sequence, FeedPosition behind)
      throws FeedException, IOException {
    String name = PREFIX + "%012d".formatted(sequence);
    LandedBatch batch = context.landing().land(arrival, dataset.name(), name, Optional.of(behind));
    if (!batch.ingestion().equals(arrival.ingestion())) {
      throw new FeedException("another process fetches the same feed; stop one of them");
    }
    return batch;
  }

  /** Do not overwrite pages of a feed with another address. */
  private long sequenceOfOtherFeed() throws IOException {
    return last(context, dataset)
        .flatMap(batch -> batch.manifest().position())
        .map(FeedPosition::sequence)
        .orElse(0L);
  }

  private void report(FetchReport now) {
    report = now;
    progress.accept(now);
  }
}
