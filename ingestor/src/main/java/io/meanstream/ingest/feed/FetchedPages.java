package io.meanstream.ingest.feed;

import io.meanstream.catalog.dataset.Dataset;
import io.meanstream.ingest.landing.Arrival;
import io.meanstream.ingest.landing.FeedPosition;
import io.meanstream.ingest.landing.LandedBatch;
import io.meanstream.ingest.landing.Landing;
import io.meanstream.ingest.run.ShutdownException;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;

/** Lands the pages of one fetch, and reports them. */
final class FetchedPages {

  private final Dataset dataset;
  private final FeedContext context;
  private final Consumer<FetchReport> progress;
  private final Attempts attempts;
  private FetchReport report;

  FetchedPages(
      Dataset dataset, FeedContext context, FetchReport report, Consumer<FetchReport> progress) {
    this.dataset = dataset;
    this.context = context;
    this.report = report;
    this.progress = progress;
    this.attempts = new Attempts(dataset.name(), context);
  }

  /** The newest position of a dataset's feed, if a page of it has landed. */
  static Optional<LandedBatch> last(FeedContext context, Dataset dataset) throws IOException {
    return context.landing().lastPage(dataset.name());
  }

  /**
   * The position of this feed; empty if the last page came from another one. Has the last page
   * ingested first, unless it is known: if it landed although the fetch before got an error, its
   * turn is before the pages of this one.
   */
  <P extends FeedPosition> Optional<P> resume(Class<P> kind, String feed) throws IOException {
    Optional<LandedBatch> last = last(context, dataset);
    last.filter(page -> !page.isEmpty())
        .ifPresent(page -> context.ingestor().submit(dataset, page));
    return position(last)
        .filter(kind::isInstance)
        .map(kind::cast)
        .filter(it -> it.feed().equals(feed));
  }

  /** The number of the next page: pages of a feed with another address are not overwritten. */
  long nextSequence() throws IOException {
    return position(last(context, dataset)).map(FeedPosition::sequence).orElse(0L) + 1;
  }

  private static Optional<FeedPosition> position(Optional<LandedBatch> page) {
    return page.flatMap(it -> it.manifest().position());
  }

  /** Lands a page with the position after it, and has it ingested; returns its batch. */
  LandedBatch land(Arrival arrival, long records, FeedPosition behind)
      throws FeedException, ShutdownException, IOException {
    String name = Landing.PAGE + "%012d".formatted(behind.sequence());
    LandedBatch batch =
        attempts.run(
            name, () -> context.landing().land(arrival, dataset.name(), name, Optional.of(behind)));
    if (!batch.ingestion().equals(arrival.ingestion())) {
      throw new FeedException("another process fetches the same feed; stop one of them");
    }
    report(report.page(records, batch.manifest().bytes()));
    context.metrics().landed(dataset.name(), records);
    if (!batch.isEmpty()) {
      context.ingestor().submit(dataset, batch);
    }
    return batch;
  }

  /** Counts a page that has not changed. */
  void unchanged() {
    report(report.unchangedPage());
  }

  /** Reports which transaction delays reading. */
  void delayedBy(Optional<Instant> oldestTransaction) {
    report(report.delayedBy(oldestTransaction));
    context.metrics().oldestTransaction(dataset.name(), oldestTransaction);
  }

  private void report(FetchReport now) {
    report = now;
    progress.accept(now);
  }
}
