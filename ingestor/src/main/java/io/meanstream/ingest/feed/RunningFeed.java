package io.meanstream.ingest.feed;

import io.meanstream.catalog.dataset.Dataset;
import io.meanstream.catalog.dataset.Schedule;
import io.meanstream.catalog.source.Feed;
import io.meanstream.catalog.source.HttpFeed;
import io.meanstream.catalog.source.TableFeed;
import io.meanstream.ingest.landing.FeedPosition;
import io.meanstream.ingest.landing.LandedBatch;
import io.meanstream.ingest.landing.LandingUnavailableException;
import io.meanstream.ingest.run.ShutdownException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import org.jboss.logging.Logger;

/**
 * A feed in this process: what it is doing, when it is fetched, and one fetch at a time.
 * Thread-safe.
 */
final class RunningFeed {

  private static final Logger LOG = Logger.getLogger(RunningFeed.class);

  private final String dataset;
  private final FeedContext context;
  private final Pace pace;
  private final PageContents contents;
  private final Instant since;

  private boolean fetching;
  private volatile Optional<FetchReport> report = Optional.empty();
  private Optional<Instant> lastStart;

  RunningFeed(Dataset dataset, FeedContext context, Pace pace) {
    this.dataset = dataset.name();
    this.context = context;
    this.pace = pace;
    this.contents = new PageContents(this.dataset, context);
    this.since = context.clock().instant();
    this.lastStart = lastBatch(dataset).map(batch -> batch.manifest().landedAt());
    context.metrics().watch(dataset.name());
    if (dataset.source().feed().orElseThrow() instanceof TableFeed) {
      context.metrics().watchTable(dataset.name());
    }
  }

  /** When the schedule fetches it next; empty if it has none. */
  synchronized Optional<Instant> next(Dataset now) {
    Feed feed = now.source().feed().orElseThrow();
    if (feed.every().isPresent()) {
      return Optional.of(lastStart.map(last -> last.plus(feed.every().get())).orElse(since));
    }
    return feed.cron()
        .flatMap(cron -> new Schedule(Optional.of(cron)).next(lastStart.orElse(since), now.zone()));
  }

  synchronized boolean isDue(Dataset now) {
    Instant clock = context.clock().instant();
    return !fetching && next(now).filter(at -> !at.isAfter(clock)).isPresent();
  }

  /** Starts a fetch; if one is in progress, returns that one. */
  synchronized FetchReport start(Dataset now, String id, ExecutorService threads) {
    if (!fetching) {
      FetchReport begun = FetchReport.start(id, context.clock().instant());
      fetching = true;
      lastStart = Optional.of(begun.startedAt());
      report = Optional.of(begun);
      threads.execute(() -> run(now, begun));
    }
    return report.orElseThrow();
  }

  private void run(Dataset now, FetchReport begun) {
    Optional<String> error = Optional.empty();
    try {
      fetch(now, begun).run();
    } catch (FeedException | LandingUnavailableException e) {
      error = Optional.of(e.getMessage());
    } catch (ShutdownException e) {
      LOG.debugf(e, "dataset=%s continues to be fetched after the next start", dataset);
      return;
    } catch (RuntimeException | OutOfMemoryError | StackOverflowError e) {
      // a bug, a full disk or a page that is too large must not end the feed
      LOG.errorf(e, "dataset=%s", dataset);
      error = Optional.of("internal error: " + e);
    }
    end(error);
  }

  private Fetch fetch(Dataset now, FetchReport begun) {
    FetchedPages pages = new FetchedPages(now, context, begun, made -> report = Optional.of(made));
    Feed feed = now.source().feed().orElseThrow();
    return feed instanceof TableFeed table
        ? new TableFetch(now, table, context, pages)
        : new HttpFetch(now, (HttpFeed) feed, context, pace, pages, contents);
  }

  private static String address(Feed feed) {
    return feed instanceof TableFeed table
        ? "%s %s".formatted(table.server().url(), table.table().quoted())
        : ((HttpFeed) feed).url().toString();
  }

  private synchronized void end(Optional<String> error) {
    Instant at = context.clock().instant();
    fetching = false;
    report = report.map(made -> made.ended(at, error));
    context.metrics().ended(dataset, error.isPresent(), at);
    error.ifPresentOrElse(
        why -> LOG.warnf("dataset=%s fetch failed: %s", dataset, why),
        () -> LOG.infof("dataset=%s fetch ended: %s", dataset, report.orElseThrow().summary()));
  }

  FeedStatus status(Dataset now, boolean isScheduled) {
    Feed feed = now.source().feed().orElseThrow();
    Optional<LandedBatch> last = lastBatch(now);
    Instant clock = context.clock().instant();
    synchronized (this) {
      return new FeedStatus(
          dataset,
          address(feed),
          isScheduled,
          fetching,
          last.flatMap(batch -> batch.manifest().position()).map(FeedPosition::shown),
          last.map(batch -> batch.manifest().landedAt()),
          Optional.of(pace.notBefore()).filter(until -> until.isAfter(clock)),
          isScheduled ? next(now) : Optional.empty(),
          report);
    }
  }

  private Optional<LandedBatch> lastBatch(Dataset now) {
    try {
      return FetchedPages.last(context, now);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the landed pages of " + now.name(), e);
    }
  }
}
