package io.meanstream.source.parquet;

import io.meanstream.source.FormatException;
import io.meanstream.source.type.PlainText;
import java.io.IOException;
import java.nio.file.FileSystemException;

/**
 * Turns the exceptions that Parquet's reader throws over a damaged file into the documented ones.
 */
final class Damage {

  /** The unknown path in the reader's messages. */
  private static final String NO_PATH = " at org\\.apache\\.hadoop\\.fs\\.Path@[0-9a-f]+";

  private Damage() {}

  /** One step of reading. */
  @FunctionalInterface
  interface Step<T> {
    T run() throws IOException;
  }

  /**
   * Runs a step.
   *
   * @throws FormatException if the file turns out to be damaged
   */
  static <T> T named(Step<T> step) throws IOException {
    try {
      return step.run();
    } catch (UnsupportedOperationException e) {
      throw new FormatException(String.valueOf(e.getMessage()), e);
    } catch (FormatException | FileSystemException e) {
      throw e;
    } catch (OutOfMemoryError e) {
      // the footer does not state how large pages are, and one page per column is in memory at a
      // time; what did not fit is a single array, so other threads still have memory
      throw new FormatException(
          "has a row group whose pages do not fit into memory; raise -Xmx, or write smaller row"
              + " groups or pages",
          e);
    } catch (IOException | RuntimeException | StackOverflowError e) {
      // the reader trusts the lengths, counts and nesting that the file states
      throw known(e);
    }
  }

  private static FormatException known(Throwable e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof FormatException known) {
        return known;
      }
      if (cause instanceof UnsupportedOperationException unsupported) {
        return new FormatException(String.valueOf(unsupported.getMessage()), e);
      }
    }
    String message = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    return new FormatException(
        "is damaged: "
            + PlainText.of(message.lines().findFirst().orElse("").replaceAll(NO_PATH, "")),
        e);
  }
}
