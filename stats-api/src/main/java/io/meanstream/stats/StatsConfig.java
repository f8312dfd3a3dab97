package io.meanstream.stats;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;

/** What this service is told from outside, besides Quarkus' own keys. */
@ConfigMapping(prefix = "meanstream")
public interface StatsConfig {

  /** How often the folder is looked at for changes. */
  @WithDefault("1s")
  @DurationMin(millis = 1)
  Duration definitionsRefresh();

  /** How long the readiness check waits for the store's answer. */
  @WithDefault("2s")
  @DurationMin(millis = 1)
  Duration readyTimeout();
}
