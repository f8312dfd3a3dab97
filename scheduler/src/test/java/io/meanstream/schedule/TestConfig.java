package io.meanstream.schedule;

import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.Map;

/** The configuration of tests without the service around them. */
public final class TestConfig {

  private TestConfig() {}

  /** The defaults, and what the test says. */
  public static SchedulerConfig with(Map<String, String> values) {
    return new SmallRyeConfigBuilder()
        .withMapping(SchedulerConfig.class)
        .withConverter(Duration.class, 200, new DurationConverter())
        .withSources(new PropertiesConfigSource(values, "test", 200))
        .build()
        .getConfigMapping(SchedulerConfig.class);
  }
}
