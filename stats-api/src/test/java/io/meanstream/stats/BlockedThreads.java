package io.meanstream.stats;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.RestAssured;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Fails a test class during which Vert.x said that a thread was blocked. The first requests of a
 * run do not count: they load a thousand classes, which takes long on a busy machine.
 */
final class BlockedThreads implements BeforeEachCallback, AfterAllCallback {

  private static final Logger CHECKER = Logger.getLogger("io.vertx.core.impl.BlockedThreadChecker");

  private static final List<String> FIRST_REQUESTS =
      List.of(
          "/api/v1/datasets",
          "/api/v1/datasets/none",
          "/api/v1/datasets/trips/averages?period=day",
          "/api/v1/ingestions?limit=1",
          "/api/v1/balance",
          "/api/v1/runs",
          "/q/health",
          "/q/metrics",
          "/q/openapi");

  private static final AtomicBoolean WARM = new AtomicBoolean();

  private final Lines lines = new Lines();

  @Override
  public void beforeEach(ExtensionContext context) {
    if (WARM.compareAndSet(false, true)) {
      FIRST_REQUESTS.forEach(RestAssured::get);
      given().accept("text/csv").get("/api/v1/datasets/trips/averages?period=day");
    }
    if (!List.of(CHECKER.getHandlers()).contains(lines)) {
      CHECKER.addHandler(lines);
    }
  }

  @Override
  public void afterAll(ExtensionContext context) {
    CHECKER.removeHandler(lines);
    assertThat(lines.seen).as("lines that say a thread was blocked").isEmpty();
  }

  private static final class Lines extends Handler {

    private final List<String> seen = new CopyOnWriteArrayList<>();

    @Override
    public void publish(LogRecord line) {
      if (String.valueOf(line.getMessage()).contains("has been blocked")) {
        seen.add(line.getMessage());
      }
    }

    @Override
    public void flush() {
      // nothing is held back
    }

    @Override
    public void close() {
      // nothing is open
    }
  }
}
