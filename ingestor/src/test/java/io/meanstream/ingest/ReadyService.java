package io.meanstream.ingest;

import static io.restassured.RestAssured.given;

import java.time.Duration;
import org.awaitility.Awaitility;

/** The service that a test runs in. */
public final class ReadyService {

  private static final Duration SOON = Duration.ofSeconds(60);

  private ReadyService() {}

  /** Waits until the service is ready. */
  public static void await() {
    Awaitility.await()
        .pollDelay(Duration.ZERO)
        .atMost(SOON)
        .untilAsserted(() -> given().get("/q/health/ready").then().statusCode(200));
  }
}
