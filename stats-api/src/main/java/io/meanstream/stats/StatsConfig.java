package io.meanstream.stats;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** What this service is told from outside, besides Quarkus' own keys. */
@ConfigMapping(prefix = "meanstream")
public interface StatsConfig {

  /** How often the folder is looked at for changes. */
  @WithDefault("1s")
  Duration definitionsRefresh();

  /** How long the readiness check waits for the store's answer. */
  @WithDefault("2s")
  Duration readyTimeout();
}
