package io.meanstream.persist;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;

/** Live while the consumer thread runs. */
@Liveness
@ApplicationScoped
class ConsumerLiveness implements HealthCheck {

  private final Persister persister;

  ConsumerLiveness(Persister persister) {
    this.persister = persister;
  }

  @Override
  public HealthCheckResponse call() {
    return HealthCheckResponse.named("consumer").status(persister.isRunning()).build();
  }
}
