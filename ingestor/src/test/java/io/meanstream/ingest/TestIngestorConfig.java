package io.meanstream.ingest;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;

/** The configuration of an ingestor without Quarkus. */
public final class TestIngestorConfig {

  private static final int ORDINAL = 1_000;

  private TestIngestorConfig() {}

  /** The defaults and these properties. */
  public static IngestorConfig of(Map<String, String> properties) {
    return new SmallRyeConfigBuilder()
        .addDiscoveredConverters()
        .withMapping(IngestorConfig.class)
        .withSources(new PropertiesConfigSource(properties, "test", ORDINAL))
        .build()
        .getConfigMapping(IngestorConfig.class);
  }
}
