package io.meanstream.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Fails a test class if Vert.x reports a thread that waited too long while it runs. On a busy
 * machine it also reports threads that lacked a processor: those do not count. Reports during
 * {@link #warmUp}, before the first test of a run, are ignored.
 */
public class BlockedThreads implements BeforeEachCallback, AfterAllCallback {

  private static final Logger CHECKER = Logger.getLogger("io.vertx.core.impl.BlockedThreadChecker");

  private static final AtomicBoolean WARM = new AtomicBoolean();

  private final Lines lines = new Lines();

  /**
   * Sends the first requests of a run, which load a thousand classes and are slow on a busy
   * machine. Does nothing unless overridden.
   */
  protected void warmUp() {}

  @Override
  public final void beforeEach(ExtensionContext context) {
    if (WARM.compareAndSet(false, true)) {
      warmUp();
    }
    if (!List.of(CHECKER.getHandlers()).contains(lines)) {
      CHECKER.addHandler(lines);
    }
  }

  @Override
  public final void afterAll(ExtensionContext context) {
    CHECKER.removeHandler(lines);
    assertThat(lines.seen).as("log lines about blocked threads").isEmpty();
  }

  private static final class Lines extends Handler {

    private static final Set<String> WAITING = Set.of("park", "wait", "wait0", "sleep");
    private static final Set<String> INPUT_OUTPUT =
        Set.of(
            "java.io.FileInputStream",
            "java.io.FileOutputStream",
            "java.io.RandomAccessFile",
            "java.io.UnixFileSystem",
            "sun.nio.ch.FileDispatcherImpl",
            "sun.nio.ch.Net",
            "sun.nio.ch.NioSocketImpl");

    private final List<String> seen = new CopyOnWriteArrayList<>();

    @Override
    public void publish(LogRecord line) {
      if (String.valueOf(line.getMessage()).contains("has been blocked")
          && isWaiting(line.getThrown())) {
        seen.add(line.getMessage());
      }
    }

    /**
     * Whether the reported thread waited; one that lacked a processor or loaded classes did not.
     */
    private static boolean isWaiting(Throwable report) {
      List<StackTraceElement> stack = report == null ? List.of() : List.of(report.getStackTrace());
      if (stack.isEmpty()
          || stack.stream().anyMatch(it -> it.getMethodName().equals("loadClass"))) {
        return false;
      }
      StackTraceElement top = stack.get(0);
      return WAITING.contains(top.getMethodName()) || INPUT_OUTPUT.contains(top.getClassName());
    }

    @Override
    public void flush() {
      // not buffered
    }

    @Override
    public void close() {
      // nothing to close
    }
  }
}
