package io.meanstream.ingest.feed;

import io.meanstream.catalog.dataset.Dataset;
import io.meanstream.catalog.source.Feed;
import io.meanstream.ingest.landing.Arrival;
import io.meanstream.ingest.landing.FeedPosition;
import io.meanstream.ingest.landing.Landing;
import io.meanstream.ingest.landing.LandingFullException;
import io.meanstream.ingest.run.RetryBackoff;
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
import org.jboss.logging.Logger;

/** Downloads the pages of one feed, never faster than the definition and the server allow. */
final class PacedRequests {

  private static final Logger LOG = Logger.getLogger(PacedRequests.class);
  private static final int ATTEMPTS = 10;
  private static final Set<Integer> TEMPORARY = Set.of(408, 425, 429, 500, 502, 503, 504);
  private static final int OK = 200;
  private static final int NOT_MODIFIED = 304;
  private static final Duration LONGEST_WAIT = Duration.ofHours(1);

  /** An attempt failed, but a retry may succeed. */
  private static final class TemporaryException extends Exception {

    private static final long serialVersionUID = 1L;

    TemporaryException(String message) {
      super(message);
    }
  }

  private final Dataset dataset;
  private final Feed feed;
  private final HttpFetcher http;
  private final Landing landing;
  private final Pace pace;
  private final FeedMetrics metrics;
  private final ShutdownSignal shutdown;
  private final Clock clock;

  PacedRequests(Dataset dataset, FeedContext context, Pace pace) {
    this.dataset = dataset;
    this.feed = dataset.source().feed().orElseThrow();
    this.http = context.http();
    this.landing = context.landing();
    this.pace = pace;
    this.metrics = context.metrics();
    this.shutdown = context.shutdown();
    this.clock = context.clock();
  }

  /**
   * Downloads a page, which the caller closes; retries after temporary failures.
   *
   * @param known the position of this page, if it was the last one fetched
   * @return empty if the page has not changed
   * @throws FeedException if the page cannot be fetched
   */
  Optional<Page> get(URI page, Optional<FeedPosition> known)
      throws FeedException, ShutdownException {
    RetryBackoff backoff = new RetryBackoff();
    for (int attempt = 1; ; attempt++) {
      pace.await(feed.pause(), shutdown);
      try {
        Optional<Page> answer = attempt(page, known);
        metrics.requested(dataset.name(), answer.isPresent() ? "page" : "unchanged");
        return answer;
      } catch (TemporaryException e) {
        metrics.requested(dataset.name(), "failed");
        LOG.warnf(
            "dataset=%s page=%s attempt=%d: %s", dataset.name(), page, attempt, e.getMessage());
        if (attempt == ATTEMPTS) {
          throw new FeedException(
              "%s: %s, %d times in a row".formatted(page, e.getMessage(), ATTEMPTS), e);
        }
        shutdown.pause(backoff.next());
      } catch (RefusedException | LandingFullException e) {
        throw new FeedException(e.getMessage(), e);
      }
    }
  }

  private Optional<Page> attempt(URI page, Optional<FeedPosition> known)
      throws FeedException, TemporaryException, RefusedException {
    try (FetchResponse response = send(request(page, known))) {
      if (response.status() == NOT_MODIFIED && known.isPresent()) {
        return Optional.empty();
      }
      refuseUnlessOk(page, response);
      return Optional.of(download(response));
    } catch (RefusedException e) {
      throw e;
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

  private FetchRequest request(URI page, Optional<FeedPosition> known) throws FeedException {
    FetchRequest request = FetchRequest.of(page, feed.timeout());
    if (feed.token().isPresent()) {
      Feed.Token token = feed.token().get();
      String secret = System.getenv(token.env());
      if (secret == null || secret.isBlank()) {
        throw new FeedException(
            "the environment variable %s, which should contain the token, is not set"
                .formatted(token.env()));
      }
      request = request.withCredential(token.header(), token.prefix() + secret.strip());
    }
    Optional<String> etag = known.flatMap(FeedPosition::etag);
    Optional<String> modified = known.flatMap(FeedPosition::lastModified);
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
              response.header("Link"), response.header("ETag"), response.header("Last-Modified")));
    } catch (IOException | SourceException | RuntimeException e) {
      arrival.close();
      throw e;
    }
  }
}
