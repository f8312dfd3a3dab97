package io.meanstream.stats;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Fails a test class during which Vert.x said that a thread was blocked. */
final class BlockedThreads implements BeforeAllCallback, AfterAllCallback {

  private static final Logger CHECKER = Logger.getLogger("io.vertx.core.impl.BlockedThreadChecker");

  private final Lines lines = new Lines();

  @Override
  public void beforeAll(ExtensionContext context) {
    CHECKER.addHandler(lines);
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
