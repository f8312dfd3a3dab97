package io.meanstream.service.definitions;

import io.meanstream.catalog.LiveCatalog;
import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/** Always up, because the last valid definitions stay active; reports mistakes in newer ones. */
@Readiness
@ApplicationScoped
public class DefinitionReadiness implements AsyncHealthCheck {

  private final LiveCatalog definitions;

  DefinitionReadiness(LiveCatalog definitions) {
    this.definitions = definitions;
  }

  @Override
  public Uni<HealthCheckResponse> call() {
    HealthCheckResponseBuilder response = HealthCheckResponse.named("definitions").up();
    if (!definitions.mistakes().isEmpty()) {
      response.withData("mistakes", String.join("; ", definitions.mistakes()));
    }
    return Uni.createFrom().item(response.build());
  }
}
