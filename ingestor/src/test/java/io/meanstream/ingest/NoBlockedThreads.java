package io.meanstream.ingest;

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
 * Fails a test class in which Vert.x said that a thread was blocked. The first requests of a run do
 * not count: they load a thousand classes, which takes long on a busy machine.
 */
public final class NoBlockedThreads implements BeforeEachCallback, AfterAllCallback {

  private static final List<String> FIRST_REQUESTS =
      List.of(
          "/api/v1/ingestions",
          "/api/v1/ingestions/none",
          "/api/v1/none",
          "/q/health",
          "/q/metrics",
          "/q/openapi");

  private static final AtomicBoolean WARM = new AtomicBoolean();

  private final List<String> lines = new CopyOnWriteArrayList<>();
  private final Handler handler = new Keeper();
  private final AtomicBoolean listening = new AtomicBoolean();

  @Override
  public void beforeEach(ExtensionContext context) {
    if (WARM.compareAndSet(false, true)) {
      FIRST_REQUESTS.forEach(RestAssured::get);
    }
    if (listening.compareAndSet(false, true)) {
      Logger.getLogger("").addHandler(handler);
    }
  }

  @Override
  public void afterAll(ExtensionContext context) {
    Logger.getLogger("").removeHandler(handler);
    assertThat(lines).as("lines that say a thread has been blocked").isEmpty();
  }

  private final class Keeper extends Handler {
    @Override
    public void publish(LogRecord line) {
      if (String.valueOf(line.getMessage()).contains("has been blocked")) {
        lines.add(line.getMessage());
      }
    }

    @Override
    public void flush() {
      // nothing is buffered
    }

    @Override
    public void close() {
      // nothing is open
    }
  }
}
