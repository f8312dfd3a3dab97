package io.meanstream.schedule;

import io.meanstream.testing.BlockedThreads;
import io.restassured.RestAssured;
import java.util.List;

/** The first requests load the classes. */
final class NoBlockedThreads extends BlockedThreads {
  @Override
  protected void warmUp() {
    List.of("/api/v1/runs/none", "/api/v1/schedules", "/q/health", "/q/metrics", "/q/openapi")
        .forEach(RestAssured::get);
  }
}
