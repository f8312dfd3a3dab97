package io.meanstream.persist;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;

/** The persister's own settings. */
@ConfigMapping(prefix = "meanstream")
public interface PersisterConfig {

  /** Settings of the persister alone. */
  Persister persister();

  /** Settings of the persister alone. */
  interface Persister {

    /** The consumer group. All persisters of a store share it. */
    @WithDefault("meanstream-persister")
    String group();

    /** How often to look for new definitions and missing topics. */
    @WithDefault("1s")
    @DurationMin(millis = 1)
    Duration refresh();
  }
}
