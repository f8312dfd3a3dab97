package io.meanstream.ingest.feed;

import io.meanstream.catalog.dataset.Dataset;
import io.meanstream.ingest.landing.Arrival;
import io.meanstream.ingest.landing.FeedPosition;
import io.meanstream.ingest.landing.LandedBatch;
import io.meanstream.ingest.landing.Landing;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;

/** Lands the pages of one fetch, and reports them. */
final class FetchedPages {

  private final Dataset dataset;
  private final FeedContext context;
  private final Consumer<FetchReport> progress;
  private FetchReport report;

  FetchedPages(
      Dataset dataset, FeedContext context, FetchReport report, Consumer<FetchReport> progress) {
    this.dataset = dataset;
    this.context = context;
    this.report = report;
    this.progress = progress;
  }

  /** The newest position of a dataset's feed, if a page of it has landed. */
  static Optional<LandedBatch> last(FeedContext context, Dataset dataset) throws IOException {
    return context.landing().lastPage(dataset.name());
  }

  /** The position of this feed; empty if the last page came from another one. */
  <P extends FeedPosition> Optional<P> position(Class<P> kind, String feed) throws IOException {
    return newest().filter(kind::isInstance).map(kind::cast).filter(it -> it.feed().equals(feed));
  }

  /** The number of the next page: pages of a feed with another address are not overwritten. */
  long nextSequence() throws IOException {
    return newest().map(FeedPosition::sequence).orElse(0L) + 1;
  }

  private Optional<FeedPosition> newest() throws IOException {
    return last(context, dataset).flatMap(batch -> batch.manifest().position());
  }

  /** Lands a page with the position behind it, and has it ingested. */
  void land(Arrival arrival, long records, FeedPosition behind) throws FeedException, IOException {
    String name = Landing.PAGE + "%012d".formatted(behind.sequence());
    LandedBatch batch = context.landing().land(arrival, dataset.name(), name, Optional.of(behind));
    if (!batch.ingestion().equals(arrival.ingestion())) {
      throw new FeedException("another process fetches the same feed; stop one of them");
    }
    report(report.page(records, batch.manifest().bytes()));
    context.metrics().landed(dataset.name(), records);
    if (!batch.isEmpty()) {
      context.ingestor().submit(dataset, batch);
    }
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
