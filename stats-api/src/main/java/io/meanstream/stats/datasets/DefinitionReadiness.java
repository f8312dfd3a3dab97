package io.meanstream.stats.datasets;

import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/** Always ready, for the definitions of before stay in force; says what keeps newer ones out. */
@Readiness
@ApplicationScoped
class DefinitionReadiness implements AsyncHealthCheck {

  private final CurrentCatalog catalog;

  DefinitionReadiness(CurrentCatalog catalog) {
    this.catalog = catalog;
  }

  @Override
  public Uni<HealthCheckResponse> call() {
    HealthCheckResponseBuilder response = HealthCheckResponse.named("definitions").up();
    if (!catalog.mistakes().isEmpty()) {
      response.withData("mistakes", String.join("; ", catalog.mistakes()));
    }
    return Uni.createFrom().item(response.build());
  }
}
