package io.meanstream.service.traces;

import io.smallrye.config.ConfigMapping;
import java.util.Optional;

/** Configures where traces are sent. */
@ConfigMapping(prefix = "meanstream")
public interface TracesConfig {

  /** Settings of traces. */
  Traces traces();

  /** Settings of traces. */
  interface Traces {

    /** The OpenTelemetry collector that receives the spans; without it, no spans are sent. */
    Optional<String> endpoint();
  }

  /** Whether spans are recorded. */
  default boolean areOn() {
    return traces().endpoint().isPresent();
  }
}
