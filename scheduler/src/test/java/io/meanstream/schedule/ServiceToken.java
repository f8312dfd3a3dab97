package io.meanstream.schedule;

import static io.restassured.RestAssured.given;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Map;

/** The token of those who may change things. */
public final class ServiceToken implements QuarkusTestResourceLifecycleManager {

  private static final String TOKEN = "a-token";

  /** A call of somebody who has it. */
  public static RequestSpecification authorized() {
    return given().header("Authorization", "Bearer " + TOKEN).contentType("application/json");
  }

  @Override
  public Map<String, String> start() {
    try {
      String file = Files.writeString(Files.createTempFile("token", ""), TOKEN + "\n").toString();
      String work = Files.createTempDirectory("work").toString();
      return Map.of(
          "meanstream.token-file", file,
          "meanstream.hosts", "scheduler.example",
          "meanstream.scheduler.work", work,
          "meanstream.scheduler.grace", "1s",
          "meanstream.scheduler.retries", "1",
          "meanstream.scheduler.backoff", "200ms");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void stop() {
    // the system removes what is temporary
  }
}
