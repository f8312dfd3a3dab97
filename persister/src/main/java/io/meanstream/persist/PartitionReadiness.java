package io.meanstream.persist;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/**
 * Ready while no partition is paused; otherwise says which one is and why. Missing topics are
 * listed but do not count: the ingestor creates them.
 */
@Readiness
@ApplicationScoped
class PartitionReadiness implements HealthCheck {

  private final Persister persister;

  PartitionReadiness(Persister persister) {
    this.persister = persister;
  }

  @Override
  public HealthCheckResponse call() {
    Map<String, String> pauseReasons = persister.pauseReasons();
    HealthCheckResponseBuilder response =
        HealthCheckResponse.named("partitions").status(pauseReasons.isEmpty());
    pauseReasons.forEach(response::withData);
    if (!persister.missingTopics().isEmpty()) {
      response.withData("waiting for", String.join(", ", persister.missingTopics()));
    }
    return response.build();
  }
}
