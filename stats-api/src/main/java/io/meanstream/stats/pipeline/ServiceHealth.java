package io.meanstream.stats.pipeline;

import io.meanstream.stats.StatsConfig;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.core.http.HttpClient;
import io.vertx.mutiny.core.http.HttpClientResponse;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Asks the other services whether they are ready. */
@ApplicationScoped
class ServiceHealth {

  private static final Duration ANSWER = Duration.ofSeconds(2);

  private final HttpClient client;
  private final StatsConfig config;

  ServiceHealth(Vertx vertx, StatsConfig config) {
    this.client =
        vertx.createHttpClient(new HttpClientOptions().setConnectTimeout((int) ANSWER.toMillis()));
    this.config = config;
  }

  /** The health of a service. */
  @Schema(name = "Service")
  record ServiceState(
      @Schema(examples = "ingestor") String name,
      @Schema(
              description = "Whether it is ready; `away`: it does not answer",
              enumeration = {"up", "down", "away"})
          String state,
      List<Check> checks) {}

  /** One of its readiness checks. */
  @Schema(name = "Check")
  record Check(
      @Schema(examples = "kafka") String name,
      @Schema(enumeration = {"up", "down"}) String state,
      @Schema(description = "What the check reports", nullable = true) String detail) {}

  /** All other services. */
  Uni<List<ServiceState>> all() {
    return Uni.join()
        .all(
            of("ingestor", config.ingestorUrl()),
            of("persister", config.persisterUrl()),
            of("scheduler", config.schedulerUrl()))
        .andFailFast();
  }

  private Uni<ServiceState> of(String name, URI address) {
    RequestOptions request =
        new RequestOptions()
            .setMethod(HttpMethod.GET)
            .setAbsoluteURI(address.resolve("/q/health/ready").toString())
            .setTimeout(ANSWER.toMillis());
    return client
        .request(request)
        .flatMap(it -> it.send())
        .flatMap(HttpClientResponse::body)
        .map(body -> state(name, body.toJsonObject()))
        .onFailure()
        .recoverWithItem(() -> new ServiceState(name, "away", List.of()));
  }

  private static ServiceState state(String name, JsonObject health) {
    List<Check> checks =
        health.getJsonArray("checks", new JsonArray()).stream()
            .map(JsonObject.class::cast)
            .map(ServiceHealth::check)
            .toList();
    return new ServiceState(name, lower(health.getString("status")), checks);
  }

  private static Check check(JsonObject check) {
    return new Check(
        check.getString("name"),
        lower(check.getString("status")),
        Optional.ofNullable(check.getJsonObject("data")).map(Objects::toString).orElse(null));
  }

  private static String lower(String status) {
    return status.toLowerCase(Locale.ROOT);
  }

  @PreDestroy
  void close() {
    client.closeAndForget();
  }
}
