package io.meanstream.ingest.http;

import io.meanstream.catalog.LiveCatalog;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/** Always ready, for the definitions of before stay in force; says what keeps newer ones out. */
@Readiness
@ApplicationScoped
class DefinitionReadiness implements HealthCheck {

  private final LiveCatalog definitions;

  DefinitionReadiness(LiveCatalog definitions) {
    this.definitions = definitions;
  }

  @Override
  public HealthCheckResponse call() {
    HealthCheckResponseBuilder response = HealthCheckResponse.named("definitions").up();
    if (!definitions.mistakes().isEmpty()) {
      response.withData("mistakes", String.join("; ", definitions.mistakes()));
    }
    return response.build();
  }
}
