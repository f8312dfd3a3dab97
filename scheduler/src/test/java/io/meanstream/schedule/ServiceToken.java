package io.meanstream.schedule;

import static io.restassured.RestAssured.given;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;

/** The token and the other settings of the service under test. */
public final class ServiceToken implements QuarkusTestResourceLifecycleManager {

  private static final String TOKEN = "a-token";

  /** A request with the token. */
  public static RequestSpecification authorized() {
    return given().header("Authorization", "Bearer " + TOKEN).contentType("application/json");
  }

  @Override
  public Map<String, String> start() {
    try {
      String file = Files.writeString(Files.createTempFile("token", ""), TOKEN + "\n").toString();
      String work = Files.createTempDirectory("work").toString();
      return Map.of(
          "meanstream.datasets", copyOfDefinitions(),
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

  /** A copy, so that tests can add definitions. */
  private static String copyOfDefinitions() throws IOException {
    Path copy = Files.createTempDirectory("datasets");
    try (Stream<Path> files = Files.list(Path.of("src/test/datasets"))) {
      for (Path file : files.toList()) {
        Files.copy(file, copy.resolve(file.getFileName()));
      }
    }
    return copy.toString();
  }

  @Override
  public void stop() {
    // the files are temporary
  }
}
