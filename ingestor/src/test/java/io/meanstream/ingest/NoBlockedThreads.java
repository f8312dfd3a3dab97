package io.meanstream.ingest;

import io.meanstream.testing.BlockedThreads;
import io.restassured.RestAssured;
import java.util.List;

/** The first requests load the classes. */
public final class NoBlockedThreads extends BlockedThreads {
  @Override
  protected void warmUp() {
    List.of(
            "/api/v1/ingestions",
            "/api/v1/ingestions/none",
            "/api/v1/none",
            "/q/health",
            "/q/metrics",
            "/q/openapi")
        .forEach(RestAssured::get);
  }
}
