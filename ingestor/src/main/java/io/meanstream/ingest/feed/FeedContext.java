package io.meanstream.ingest.feed;

import io.meanstream.ingest.landing.Landing;
import io.meanstream.ingest.run.Ingestor;
import io.meanstream.ingest.run.ShutdownSignal;
import io.meanstream.source.http.HttpFetcher;
import java.time.Clock;

/** The objects that the fetches of all feeds share. */
record FeedContext(
    HttpFetcher http,
    Landing landing,
    Ingestor ingestor,
    FeedMetrics metrics,
    ShutdownSignal shutdown,
    Clock clock) {}
