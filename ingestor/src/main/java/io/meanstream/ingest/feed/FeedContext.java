package io.meanstream.ingest.feed;

import io.meanstream.ingest.landing.Landing;
import io.meanstream.ingest.run.Ingestor;
import io.meanstream.ingest.run.ShutdownSignal;
import io.meanstream.source.http.HttpFetcher;
import java.time.Clock;
import java.time.Duration;

/**
 * The objects that the fetches of all feeds share.
 *
 * @param retention how long landed pages are kept
 */
record FeedContext(
    HttpFetcher http,
    Landing landing,
    Ingestor ingestor,
    FeedMetrics metrics,
    ShutdownSignal shutdown,
    Duration retention,
    Clock clock) {}
