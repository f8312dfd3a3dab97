package io.meanstream.catalog.source;

import java.time.Duration;
import java.util.Optional;

/** Where the ingestor fetches a dataset's records from, and when. */
public sealed interface Feed permits HttpFeed, TableFeed {

  /** The time between two fetches; empty without such a schedule. */
  Optional<Duration> every();

  /** When to fetch, in the notation of schedules; empty without such a schedule. */
  Optional<String> cron();
}
