package io.meanstream.stats.store;

import io.meanstream.stats.StatsConfig;
import io.quarkus.mongodb.reactive.ReactiveMongoClient;
import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import org.bson.Document;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/** Ready while the store answers pings. */
@Readiness
@ApplicationScoped
class StoreReadiness implements AsyncHealthCheck {

  private static final Document PING = new Document("ping", 1);

  private final ReactiveMongoClient store;
  private final String database;
  private final Duration timeout;

  StoreReadiness(
      ReactiveMongoClient store,
      @ConfigProperty(name = "quarkus.mongodb.database") String database,
      StatsConfig config) {
    this.store = store;
    this.database = database;
    this.timeout = config.readyTimeout();
  }

  @Override
  public Uni<HealthCheckResponse> call() {
    return store
        .getDatabase(database)
        .runCommand(PING)
        .ifNoItem()
        .after(timeout)
        .fail()
        .map(pong -> state().up().build())
        .onFailure()
        .recoverWithItem(
            e -> state().down().withData("error", e.getClass().getSimpleName()).build());
  }

  private HealthCheckResponseBuilder state() {
    return HealthCheckResponse.named("store").withData("database", database);
  }
}
