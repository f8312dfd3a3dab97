package io.meanstream.stats;

import io.meanstream.testing.BlockedThreads;
import io.restassured.RestAssured;
import java.util.List;

/** Loads classes with a first request before the checks start. */
final class NoBlockedThreads extends BlockedThreads {
  @Override
  protected void warmUp() {
    if (System.getProperty("native.image.path") != null) {
      // tests of an executable, which has no classes to load
      return;
    }
    List.of(
            "/api/v1/datasets",
            "/api/v1/datasets/none",
            "/api/v1/datasets/trips/averages?period=day",
            "/api/v1/datasets/trips/rejects",
            "/api/v1/ingestions?limit=1",
            "/api/v1/balance",
            "/api/v1/runs",
            "/q/health",
            "/q/metrics",
            "/q/openapi")
        .forEach(RestAssured::get);
    RestAssured.given().accept("text/csv").get("/api/v1/datasets/trips/averages?period=day");
  }
}
