package io.meanstream.persist;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** The persister's own settings. */
@ConfigMapping(prefix = "meanstream")
public interface PersisterConfig {

  /** Settings that concern no other service. */
  Persister persister();

  /** What the persister alone is told. */
  interface Persister {

    /** The consumer group; the persisters of one store share it. */
    @WithDefault("meanstream-persister")
    String group();

    /** How often new definitions, and topics that are not there yet, are looked for. */
    @WithDefault("1s")
    Duration refresh();
  }
}
