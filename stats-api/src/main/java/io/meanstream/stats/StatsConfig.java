package io.meanstream.stats;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;

/** This service's configuration, in addition to the keys of Quarkus. */
@ConfigMapping(prefix = "meanstream")
public interface StatsConfig {

  /** How often to check the folder of definitions for changes. */
  @WithDefault("1s")
  @DurationMin(millis = 1)
  Duration definitionsRefresh();

  /** The address of the ingestor, to which requests that change ingestions are forwarded. */
  @WithDefault("http://localhost:8082")
  URI ingestorUrl();

  /**
   * The address of the scheduler, to which requests that change runs and schedules are forwarded.
   */
  @WithDefault("http://localhost:8084")
  URI schedulerUrl();

  /** The address of the persister, whose health the page shows. */
  @WithDefault("http://localhost:8083")
  URI persisterUrl();

  /**
   * How old the state of a dataset may be when a response is validated against it. A 304, or a
   * response that repeats an earlier one, may be as old as that.
   */
  @WithDefault("1s")
  Duration stateAge();

  /** How often the state of the pipeline is read from the store while a page shows it. */
  @WithDefault("1s")
  @DurationMin(millis = 100)
  Duration eventsInterval();

  /** How often to read the metrics of the balance from the store. */
  @WithDefault("15s")
  @DurationMin(millis = 1)
  Duration metricsRefresh();

  /** How long the readiness check and the page's events wait for the store. */
  @WithDefault("2s")
  @DurationMin(millis = 1)
  Duration readyTimeout();
}
