package io.meanstream.source.parquet;

import io.meanstream.source.FormatException;
import io.meanstream.source.type.PlainText;
import java.io.IOException;
import java.nio.file.FileSystemException;

/** Turns what Parquet's reader throws over a damaged file into what the port documents. */
final class Damage {

  /** The place of a file, which the reader does not know. */
  private static final String NO_PATH = " at org\\.apache\\.hadoop\\.fs\\.Path@[0-9a-f]+";

  private Damage() {}

  /** A step of reading. */
  @FunctionalInterface
  interface Step<T> {
    T run() throws IOException;
  }

  /**
   * Takes a step.
   *
   * @throws FormatException if the file is not what it should be, in whatever way that shows
   */
  static <T> T named(Step<T> step) throws IOException {
    try {
      return step.run();
    } catch (UnsupportedOperationException e) {
      throw new FormatException(String.valueOf(e.getMessage()), e);
    } catch (FormatException | FileSystemException e) {
      throw e;
    } catch (IOException | RuntimeException | StackOverflowError e) {
      // the reader trusts lengths, counts and nesting that the file itself states
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
