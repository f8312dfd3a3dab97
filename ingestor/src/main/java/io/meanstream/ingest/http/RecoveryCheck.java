package io.meanstream.ingest.http;

import io.meanstream.ingest.run.Ingestor;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready once unfinished ingestions are queued again. */
@Readiness
@ApplicationScoped
class RecoveryCheck implements HealthCheck {

  private final Ingestor ingestor;

  RecoveryCheck(Ingestor ingestor) {
    this.ingestor = ingestor;
  }

  @Override
  public HealthCheckResponse call() {
    return HealthCheckResponse.named("unfinished sources resumed")
        .status(ingestor.isReady())
        .build();
  }
}
