package io.meanstream.persist;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/**
 * Ready while nothing is held; otherwise says what waits and why. Topics that do not exist yet are
 * named but are no fault: the ingestor makes them.
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
    Map<String, String> held = persister.held();
    HealthCheckResponseBuilder response =
        HealthCheckResponse.named("partitions").status(held.isEmpty());
    held.forEach(response::withData);
    if (!persister.missingTopics().isEmpty()) {
      response.withData("waiting for", String.join(", ", persister.missingTopics()));
    }
    return response.build();
  }
}
