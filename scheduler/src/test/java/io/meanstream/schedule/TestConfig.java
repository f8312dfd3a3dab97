package io.meanstream.schedule;

import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.Map;

/** The configuration for tests without the service. */
public final class TestConfig {

  private TestConfig() {}

  /** The defaults, overridden by these values. */
  public static SchedulerConfig with(Map<String, String> values) {
    return new SmallRyeConfigBuilder()
        .withMapping(SchedulerConfig.class)
        .withConverter(Duration.class, 200, new DurationConverter())
        .withSources(new PropertiesConfigSource(values, "test", 200))
        .build()
        .getConfigMapping(SchedulerConfig.class);
  }
}
