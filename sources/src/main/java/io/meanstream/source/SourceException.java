package io.meanstream.source;

import java.io.EOFException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.zip.ZipException;

/** A source that cannot be used as it is; the message is for the person who named it. */
public final class SourceException extends Exception {

  private static final long serialVersionUID = 1L;

  private final String problem;

  /** Builds a one-line message that starts with the source's name. */
  public SourceException(String source, String problem) {
    super(source + ": " + problem);
    this.problem = problem;
  }

  private SourceException(String source, String problem, Throwable cause) {
    super(source + ": " + problem, cause);
    this.problem = problem;
  }

  /** The message without the source's name. */
  String problem() {
    return problem;
  }

  static SourceException reading(String source, IOException cause) {
    return new SourceException(source, problem(cause), cause);
  }

  private static String problem(IOException cause) {
    if (cause instanceof NoSuchFileException missing) {
      return isLink(missing.getFile()) ? "is a broken link" : "there is no such file";
    }
    if (cause instanceof AccessDeniedException) {
      return "cannot be read: permission denied";
    }
    if (cause instanceof EOFException) {
      return "the archive is truncated";
    }
    if (cause instanceof ArchiveException || cause instanceof FormatException) {
      return cause.getMessage();
    }
    if (cause instanceof ZipException) {
      return "the archive is broken: " + cause.getMessage();
    }
    return "cannot be read: " + cause.getMessage();
  }

  private static boolean isLink(String file) {
    return Files.isSymbolicLink(Path.of(file));
  }
}
