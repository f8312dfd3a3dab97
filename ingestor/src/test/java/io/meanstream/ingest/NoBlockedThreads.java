package io.meanstream.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Fails a test class in which Vert.x said that a thread was blocked. */
public final class NoBlockedThreads implements BeforeAllCallback, AfterAllCallback {

  private final List<String> lines = new CopyOnWriteArrayList<>();
  private final Handler handler = new Keeper();

  @Override
  public void beforeAll(ExtensionContext context) {
    Logger.getLogger("").addHandler(handler);
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
