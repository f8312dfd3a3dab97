package io.meanstream.ingest.feed;

import io.meanstream.catalog.dataset.Dataset;
import io.meanstream.catalog.source.HttpFeed;
import io.meanstream.ingest.landing.Arrival;
import io.meanstream.ingest.landing.Landing;
import io.meanstream.ingest.landing.PagePosition;
import io.meanstream.ingest.run.ShutdownException;
import io.meanstream.ingest.run.ShutdownSignal;
import io.meanstream.source.SourceException;
import io.meanstream.source.http.FetchRequest;
import io.meanstream.source.http.FetchResponse;
import io.meanstream.source.http.HttpFetcher;
import io.meanstream.source.http.RefusedException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** Downloads the pages of one feed, never faster than the definition and the server allow. */
final class PacedRequests {

  private static final Set<Integer> TEMPORARY = Set.of(408, 425, 429, 500, 502, 503, 504);
  private static final int OK = 200;
  private static final int NOT_MODIFIED = 304;
  private static final Duration LONGEST_WAIT = Duration.ofHours(1);

  private final Dataset dataset;
  private final HttpFeed feed;
  private final HttpFetcher http;
  private final Landing landing;
  private final Pace pace;
  private final FeedMetrics metrics;
  private final ShutdownSignal shutdown;
  private final Clock clock;
  private final Attempts attempts;

  PacedRequests(Dataset dataset, HttpFeed feed, FeedContext context, Pace pace) {
    this.dataset = dataset;
    this.feed = feed;
    this.http = context.http();
    this.landing = context.landing();
    this.pace = pace;
    this.metrics = context.metrics();
    this.shutdown = context.shutdown();
    this.clock = context.clock();
    this.attempts = new Attempts(dataset.name(), context);
  }

  /**
   * Downloads a page, which the caller closes; retries after temporary failures.
   *
   * @param known the position of this page, if it was the last one fetched
   * @return empty if the page has not changed
   * @throws FeedException if the page cannot be fetched
   */
  Optional<Page> get(URI page, Optional<PagePosition> known)
      throws FeedException, ShutdownException, IOException {
    return attempts.run(
        page,
        () -> {
          pace.await(feed.pause(), shutdown);
          Optional<Page> answer = attempt(page, known);
          metrics.requested(dataset.name(), answer.isPresent() ? "page" : "unchanged");
          return answer;
        });
  }

  private Optional<Page> attempt(URI page, Optional<PagePosition> known)
      throws FeedException, TemporaryException {
    try (FetchResponse response = send(request(page, known))) {
      if (response.status() == NOT_MODIFIED && known.isPresent()) {
        return Optional.empty();
      }
      refuseUnlessOk(page, response);
      return Optional.of(download(response));
    } catch (RefusedException e) {
      throw new FeedException(e.getMessage(), e);
    } catch (IOException e) {
      throw new TemporaryException(e.getMessage());
    } catch (SourceException e) {
      throw new TemporaryException("the response does not match the definition: " + e.getMessage());
    }
  }

  private FetchResponse send(FetchRequest request) throws IOException {
    try {
      return http.get(request);
    } finally {
      pace.begin();
    }
  }

  private FetchRequest request(URI page, Optional<PagePosition> known) throws FeedException {
    FetchRequest request = FetchRequest.of(page, feed.timeout());
    if (feed.token().isPresent()) {
      HttpFeed.Token token = feed.token().get();
      String secret = EnvironmentSecret.read(token.env(), "the token");
      request = request.withCredential(token.header(), token.prefix() + secret);
    }
    Optional<String> etag = known.flatMap(PagePosition::etag);
    Optional<String> modified = known.flatMap(PagePosition::lastModified);
    if (etag.isPresent()) {
      request = request.with("If-None-Match", etag.get());
    }
    return modified.isPresent() ? request.with("If-Modified-Since", modified.get()) : request;
  }

  private void refuseUnlessOk(URI page, FetchResponse response)
      throws FeedException, TemporaryException {
    if (response.status() == OK) {
      return;
    }
    Optional<Duration> wait = response.retryAfter(clock.instant());
    wait.ifPresent(pace::notBefore);
    String what = "the server responded with " + response.status();
    if (!TEMPORARY.contains(response.status())) {
      throw new FeedException("%s: %s".formatted(page, what));
    }
    if (wait.filter(it -> it.compareTo(LONGEST_WAIT) > 0).isPresent()) {
      throw new FeedException(
          "%s: %s and asks to wait %d s".formatted(page, what, wait.get().toSeconds()));
    }
    throw new TemporaryException(what);
  }

  private Page download(FetchResponse response) throws IOException, SourceException {
    Arrival arrival = landing.open("." + dataset.source().format().id());
    try {
      try (InputStream body = response.body(feed.maxBytes())) {
        body.transferTo(arrival.out());
      }
      arrival.out().flush();
      return Page.check(
          dataset,
          arrival,
          new Page.Headers(
              response.list("Link"), response.header("ETag"), response.header("Last-Modified")));
    } catch (IOException | SourceException | RuntimeException e) {
      arrival.close();
      throw e;
    }
  }
}
