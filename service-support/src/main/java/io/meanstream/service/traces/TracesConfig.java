package io.meanstream.service.traces;

import io.smallrye.config.ConfigMapping;
import java.util.Optional;

/** Where traces go. */
@ConfigMapping(prefix = "meanstream")
public interface TracesConfig {

  /** Settings of traces. */
  Traces traces();

  /** Settings of traces. */
  interface Traces {

    /** The OpenTelemetry collector that spans are sent to; without it, there are none. */
    Optional<String> endpoint();
  }

  /** Whether spans are recorded. */
  default boolean areOn() {
    return traces().endpoint().isPresent();
  }
}
